import { z } from 'zod';
import { ShopParams } from '../../../src/contract/params.ts';
import {
  GroupMatch,
  Movement,
  MovementsQuery,
  RfmQuery,
  RfmRun,
  ScoringRequested,
  SegmentMeanings,
} from '../../../src/store/rfm/contract.ts';
import { listGroupMatches } from '../../../src/store/rfm/list-group-matches.ts';
import { listMovements } from '../../../src/store/rfm/list-movements.ts';
import { listSegments } from '../../../src/store/rfm/list-segments.ts';
import { readRfm } from '../../../src/store/rfm/read-rfm.ts';
import { requestScoring } from '../../../src/store/rfm/request-scoring.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function rfmRoutes(app: App): void {
  route(app, userStack, {
    id: 'listSegments',
    method: 'get',
    path: '/segments',
    summary: 'What the segments mean, and which of them never come up in which order, and why',
    response: SegmentMeanings,
  }, listSegments);

  route(app, userStack, {
    id: 'readRfm',
    method: 'get',
    path: '/shops/{shop_id}/rfm',
    summary: 'What customers of a shop are worth: segments and boundaries; for managers of its gym',
    description: 'Refunds are as they are known now, also on a day of the past.',
    params: ShopParams,
    query: RfmQuery,
    response: RfmRun,
    problems: ['shop_not_found', 'shop_not_scored'],
  }, readRfm);

  route(app, userStack, {
    id: 'requestScoring',
    method: 'post',
    path: '/shops/{shop_id}/rfm',
    summary: 'Have a shop scored as of today, which else happens every night; for managers',
    params: ShopParams,
    response: ScoringRequested,
    status: 202,
    problems: ['shop_not_found'],
  }, requestScoring);

  route(app, userStack, {
    id: 'listGroupMatches',
    method: 'get',
    path: '/shops/{shop_id}/rfm/shopify',
    summary: "Shopify's own groups against our segments, in counts; for managers of the gym",
    params: ShopParams,
    response: z.object({ items: z.array(GroupMatch) }),
  }, listGroupMatches);

  route(app, userStack, {
    id: 'listMovements',
    method: 'get',
    path: '/shops/{shop_id}/movements',
    summary: 'How customers moved between segments from one day to another; for managers',
    description: 'As of the end of both days; who stayed is counted as well.',
    params: ShopParams,
    query: MovementsQuery,
    response: z.object({ items: z.array(Movement) }),
  }, listMovements);
}
