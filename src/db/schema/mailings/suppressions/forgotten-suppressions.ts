import { customType, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { triggers } from '../../../declare/triggers.ts';
import { instant } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { shops } from '../../store/shops/shops.ts';
import { privateSchema } from '../../system/private.ts';
import { suppressionReasons } from './suppressions.ts';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/**
 * Suppressions of addresses that we had to forget. A keyed digest names nobody, and still finds the
 * address when somebody has it again.
 */
export const forgottenSuppressions = privateSchema.table('forgotten_suppressions', {
  shop_id: uuid().notNull().references(() => shops.id),
  /** `private.address_digest`. */
  digest: bytea().notNull(),
  reason: suppressionReasons.column().notNull(),
  since: instant().notNull(),
}, (t) => [
  primaryKey({ columns: [t.shop_id, t.digest, t.reason] }),
  suppressionReasons.check('forgotten_suppressions_reason_check', t.reason),
  ...instants(t.since),
]).enableRLS();

export const forgottenSuppressionsGrants = grants(forgottenSuppressions, { service_role: {} });

// Somebody has the address (again): what was said of it holds for them.
export const recalledCustomersTriggers = triggers(customers, {
  name: 'recall_new_suppressions',
  after: ['insert'],
  each: 'statement',
  referencing: { new: 'told' },
  run: 'private.recall_suppressions',
}, {
  name: 'recall_suppressions',
  after: ['update'],
  each: 'statement',
  referencing: { new: 'told' },
  run: 'private.recall_suppressions',
});
