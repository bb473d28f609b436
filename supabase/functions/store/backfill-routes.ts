import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import { cancelBackfill } from '../../../src/store/backfills/cancel-backfill.ts';
import { Backfill, BackfillParams, BackfillReject } from '../../../src/store/backfills/contract.ts';
import { listBackfills } from '../../../src/store/backfills/list-backfills.ts';
import { listRejects } from '../../../src/store/backfills/list-rejects.ts';
import { readBackfill } from '../../../src/store/backfills/read-backfill.ts';
import { startBackfill } from '../../../src/store/backfills/start-backfill.ts';
import {
  OrderDifference,
  Reconciliation,
  ReconciliationParams,
} from '../../../src/store/reconciliations/contract.ts';
import { listDifferences } from '../../../src/store/reconciliations/list-differences.ts';
import { listReconciliations } from '../../../src/store/reconciliations/list-reconciliations.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function backfillRoutes(app: App): void {
  route(app, userStack, {
    id: 'startBackfill',
    method: 'post',
    path: '/shops/{shop_id}/backfills',
    summary: 'Read all that Shopify knows of a shop; for managers of its gym',
    description: 'Where that is under way, it is answered as it is.',
    params: ShopParams,
    response: Backfill,
    status: 202,
    problems: ['shop_not_found', 'shop_not_connected'],
  }, startBackfill);

  route(app, userStack, {
    id: 'listBackfills',
    method: 'get',
    path: '/shops/{shop_id}/backfills',
    summary: 'The backfills of a shop, newest first; for managers of its gym',
    params: ShopParams,
    query: PageQuery,
    response: pageOf(Backfill),
  }, listBackfills);

  route(app, userStack, {
    id: 'readBackfill',
    method: 'get',
    path: '/backfills/{backfill_id}',
    summary: 'How far a backfill is, and what it came to; for managers of the gym',
    params: BackfillParams,
    response: Backfill,
    versioned: true,
    problems: ['backfill_not_found'],
  }, readBackfill);

  route(app, userStack, {
    id: 'listBackfillRejects',
    method: 'get',
    path: '/backfills/{backfill_id}/rejects',
    summary: 'The lines that could not be read, the first thousand; for managers of the gym',
    description: 'They are kept for two weeks, for they may name people.',
    params: BackfillParams,
    query: PageQuery,
    response: pageOf(BackfillReject),
    noStore: true,
  }, listRejects);

  route(app, userStack, {
    id: 'cancelBackfill',
    method: 'post',
    path: '/backfills/{backfill_id}/cancel',
    summary: 'End a backfill, again changes nothing; for managers of the gym',
    description: 'What it brought so far stays.',
    params: BackfillParams,
    response: Backfill,
    problems: ['backfill_not_found', 'backfill_succeeded', 'backfill_failed'],
  }, cancelBackfill);

  route(app, userStack, {
    id: 'listReconciliations',
    method: 'get',
    path: '/shops/{shop_id}/reconciliations',
    summary: 'What Shopify has of a shop against what we have, night by night; for its managers',
    params: ShopParams,
    query: PageQuery,
    response: pageOf(Reconciliation),
  }, listReconciliations);

  route(app, userStack, {
    id: 'listOrderDifferences',
    method: 'get',
    path: '/reconciliations/{reconciliation_id}/differences',
    summary: 'The orders in which Shopify and we differ, the first of each kind; for managers',
    params: ReconciliationParams,
    query: PageQuery,
    response: pageOf(OrderDifference),
  }, listDifferences);
}
