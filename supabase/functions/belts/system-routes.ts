import {
  RankSystem,
  RankSystemParams,
  RankSystemsQuery,
  WholeRankSystem,
} from '../../../src/belts/systems/contract.ts';
import { listRankSystems } from '../../../src/belts/systems/list-rank-systems.ts';
import { readRankSystem } from '../../../src/belts/systems/read-rank-system.ts';
import { withdrawRankSystem } from '../../../src/belts/systems/withdraw-rank-system.ts';
import { WriteRankSystem } from '../../../src/belts/systems/write-contract.ts';
import { writeRankSystem } from '../../../src/belts/systems/write-rank-system.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function systemRoutes(app: App): void {
  route(app, userStack, {
    id: 'listRankSystems',
    method: 'get',
    path: '/gyms/{gym_id}/rank-systems',
    summary: 'The rules of promotion in a gym, its own and those for all, newest first',
    description: "In every version, or those in force on a day. A gym's own are for its members.",
    params: GymParams,
    query: RankSystemsQuery,
    response: pageOf(RankSystem),
  }, listRankSystems);

  route(app, userStack, {
    id: 'writeRankSystem',
    method: 'post',
    path: '/gyms/{gym_id}/rank-systems',
    summary: "Write the gym's own rules of an art, whole, from a day on; for managers",
    description:
      'A version stays as it is written; a change is a version that begins later. From no day by ' +
      'which the gym has promoted somebody already. A rank without a rule `from` follows the one ' +
      'before it.',
    params: GymParams,
    body: WriteRankSystem,
    response: RankSystem,
    status: 201,
    problems: [
      'not_a_manager',
      'rank_rule_invalid',
      'rank_system_known',
      'rank_system_in_past',
      'rank_systems_exhausted',
    ],
  }, writeRankSystem);

  route(app, userStack, {
    id: 'readRankSystem',
    method: 'get',
    path: '/rank-systems/{rank_system_id}',
    summary: 'A version of rules: its ranks, and every rule with its article',
    params: RankSystemParams,
    response: WholeRankSystem,
    problems: ['rank_system_not_found'],
  }, readRankSystem);

  route(app, userStack, {
    id: 'withdrawRankSystem',
    method: 'delete',
    path: '/rank-systems/{rank_system_id}',
    summary: "Take back a version of the gym's rules before its first day; for managers",
    params: RankSystemParams,
    problems: ['rank_system_not_found', 'not_a_manager', 'rank_system_in_force'],
  }, withdrawRankSystem);
}
