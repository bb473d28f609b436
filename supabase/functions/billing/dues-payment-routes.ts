import { AccountParams } from '../../../src/billing/dues/accounts/contract.ts';
import { changeFreeze, removeFreeze } from '../../../src/billing/dues/freezes/change-freeze.ts';
import {
  ChangeFreezeInput,
  DuesFreeze,
  FreezeInput,
  FreezeParams,
} from '../../../src/billing/dues/freezes/contract.ts';
import { freezeAccount } from '../../../src/billing/dues/freezes/freeze-account.ts';
import { listFreezes } from '../../../src/billing/dues/freezes/list-freezes.ts';
import { readFreeze } from '../../../src/billing/dues/freezes/read-freeze.ts';
import {
  DuesPayment,
  NotePaymentInput,
  PaymentParams,
  VoidPaymentInput,
} from '../../../src/billing/dues/payments/contract.ts';
import { listPayments } from '../../../src/billing/dues/payments/list-payments.ts';
import { notePayment } from '../../../src/billing/dues/payments/note-payment.ts';
import { voidPayment } from '../../../src/billing/dues/payments/void-payment.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function duesPaymentRoutes(app: App): void {
  route(app, userStack, {
    id: 'noteDuesPayment',
    method: 'post',
    path: '/dues-accounts/{account_id}/payments',
    summary: 'Note what was paid on an account; for managers',
    description:
      'For so many months, or so many cards. It is noted only: no money moves by it. Send ' +
      'an `Idempotency-Key`, so that it is noted once.',
    params: AccountParams,
    body: NotePaymentInput,
    response: DuesPayment,
    status: 201,
    problems: ['dues_account_not_found', 'received_in_future'],
  }, notePayment);

  route(app, userStack, {
    id: 'listDuesPayments',
    method: 'get',
    path: '/dues-accounts/{account_id}/payments',
    summary: 'What was paid on an account, the latest first; for who pays, and managers',
    params: AccountParams,
    query: PageQuery,
    response: pageOf(DuesPayment),
  }, listPayments);

  route(app, userStack, {
    id: 'voidDuesPayment',
    method: 'post',
    path: '/dues-payments/{payment_id}/void',
    summary: 'Take back what was noted by mistake, with a reason; for managers',
    params: PaymentParams,
    body: VoidPaymentInput,
    response: DuesPayment,
    problems: ['dues_payment_not_found'],
  }, voidPayment);

  route(app, userStack, {
    id: 'freezeDues',
    method: 'post',
    path: '/dues-accounts/{account_id}/freezes',
    summary: 'Have an account rest; for managers',
    description:
      'Nobody trains on it from the first day to the last, nothing is owed for them, and ' +
      'what is paid lasts that much longer. Why is not kept.',
    params: AccountParams,
    body: FreezeInput,
    response: DuesFreeze,
    status: 201,
    versioned: true,
    problems: [
      ...['dues_account_not_found', 'dues_account_ended'] as const,
      ...['freeze_too_long', 'freeze_overlaps'] as const,
    ],
  }, freezeAccount);

  route(app, userStack, {
    id: 'listDuesFreezes',
    method: 'get',
    path: '/dues-accounts/{account_id}/freezes',
    summary: 'When an account rests or rested',
    params: AccountParams,
    query: PageQuery,
    response: pageOf(DuesFreeze),
  }, listFreezes);

  route(app, userStack, {
    id: 'readDuesFreeze',
    method: 'get',
    path: '/dues-freezes/{freeze_id}',
    summary: 'One freeze',
    params: FreezeParams,
    response: DuesFreeze,
    versioned: true,
    problems: ['freeze_not_found'],
  }, readFreeze);

  route(app, userStack, {
    id: 'changeDuesFreeze',
    method: 'patch',
    path: '/dues-freezes/{freeze_id}',
    summary: 'Have a freeze end on another day; for managers',
    params: FreezeParams,
    body: ChangeFreezeInput,
    response: DuesFreeze,
    versioned: true,
    problems: ['freeze_not_found', 'freeze_too_long', 'freeze_overlaps'],
  }, changeFreeze);

  route(app, userStack, {
    id: 'removeDuesFreeze',
    method: 'delete',
    path: '/dues-freezes/{freeze_id}',
    summary: 'Take a freeze away as if it had never been; for managers',
    params: FreezeParams,
    problems: ['freeze_not_found'],
  }, removeFreeze);
}
