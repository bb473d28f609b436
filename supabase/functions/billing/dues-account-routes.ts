import { changeAccount } from '../../../src/billing/dues/accounts/change-account.ts';
import {
  AccountParams,
  ChangeAccountInput,
  DuesAccount,
  DuesBalance,
  DuesCoverage,
  GymAccountsQuery,
  MyAccountsQuery,
  OpenAccountInput,
  OverdueAccount,
} from '../../../src/billing/dues/accounts/contract.ts';
import { listCoverage } from '../../../src/billing/dues/accounts/list-coverage.ts';
import { listGymAccounts } from '../../../src/billing/dues/accounts/list-gym-accounts.ts';
import { listMyAccounts } from '../../../src/billing/dues/accounts/list-my-accounts.ts';
import { listOverdue } from '../../../src/billing/dues/accounts/list-overdue.ts';
import { openAccount } from '../../../src/billing/dues/accounts/open-account.ts';
import { readAccount } from '../../../src/billing/dues/accounts/read-account.ts';
import { readBalance } from '../../../src/billing/dues/accounts/read-balance.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function duesAccountRoutes(app: App): void {
  route(app, userStack, {
    id: 'openDuesAccount',
    method: 'post',
    path: '/gyms/{gym_id}/dues-accounts',
    summary: 'Begin an account on a plan, for who pays and whom it covers; for managers',
    description:
      'It keeps the terms that the plan has now. A trial or a card whose days are over ' +
      'makes room; any other account that covers somebody is ended first.',
    params: GymParams,
    body: OpenAccountInput,
    response: DuesAccount,
    status: 201,
    versioned: true,
    problems: [
      ...['not_a_manager', 'dues_plan_not_found', 'dues_plan_archived'] as const,
      ...['member_not_found', 'payer_not_found', 'payer_is_a_child'] as const,
      ...['too_many_covered', 'dues_day_too_far', 'covered_elsewhere'] as const,
    ],
  }, openAccount);

  route(app, userStack, {
    id: 'listGymDuesAccounts',
    method: 'get',
    path: '/gyms/{gym_id}/dues-accounts',
    summary: 'The accounts of a gym, the latest first; for managers',
    params: GymParams,
    query: GymAccountsQuery,
    response: pageOf(DuesAccount),
  }, listGymAccounts);

  route(app, userStack, {
    id: 'listOverdueDues',
    method: 'get',
    path: '/gyms/{gym_id}/overdue-dues',
    summary: 'Who owes a gym dues, those first who owe the longest; for managers',
    params: GymParams,
    query: PageQuery,
    response: pageOf(OverdueAccount),
  }, listOverdue);

  route(app, userStack, {
    id: 'listMyDuesAccounts',
    method: 'get',
    path: '/dues-accounts',
    summary: 'The accounts that I, or a child of mine, pay for or am covered by',
    query: MyAccountsQuery,
    response: pageOf(DuesAccount),
  }, listMyAccounts);

  route(app, userStack, {
    id: 'readDuesAccount',
    method: 'get',
    path: '/dues-accounts/{account_id}',
    summary: 'One account',
    params: AccountParams,
    response: DuesAccount,
    versioned: true,
    problems: ['dues_account_not_found'],
  }, readAccount);

  route(app, userStack, {
    id: 'changeDuesAccount',
    method: 'patch',
    path: '/dues-accounts/{account_id}',
    summary: 'Set when an account ends, or whom it covers from a day on; for managers',
    params: AccountParams,
    body: ChangeAccountInput,
    response: DuesAccount,
    versioned: true,
    problems: [
      ...['dues_account_not_found', 'dues_account_ended', 'member_not_found'] as const,
      ...['too_many_covered', 'dues_day_in_past', 'dues_day_too_far'] as const,
      'covered_elsewhere',
    ],
  }, changeAccount);

  route(app, userStack, {
    id: 'readDuesBalance',
    method: 'get',
    path: '/dues-accounts/{account_id}/balance',
    summary: 'What an account comes to at this moment: its state, what is left, what is owed',
    params: AccountParams,
    response: DuesBalance,
    noStore: true,
    problems: ['dues_account_not_found'],
  }, readBalance);

  route(app, userStack, {
    id: 'listDuesCoverage',
    method: 'get',
    path: '/dues-accounts/{account_id}/coverage',
    summary: 'Whom an account covers or covered, the latest first',
    params: AccountParams,
    query: PageQuery,
    response: pageOf(DuesCoverage),
  }, listCoverage);
}
