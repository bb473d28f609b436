import { billingOfCallers } from './callers.ts';
import { keepSubscription } from './keep.ts';
import { billingOfSystem } from './system.ts';
import { billingTables } from './tables.ts';

/** What people pay for. */
export const billing = [
  ...billingTables,
  ...billingOfCallers,
  ...billingOfSystem,
  keepSubscription,
];
