import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textUpTo } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { instant } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { inShop } from '../../store/policies.ts';
import { dryRuns } from './dry-runs.ts';

/** `not_planned`: the trigger or a condition does not hold; the others add up to what is planned. */
export const dryRunOutcomes = choices(
  'to_send',
  'held_out',
  'rescheduled',
  'refused',
  'not_planned',
);

const reason = textUpTo(64);

/** What a dry run says of one customer. */
export const dryRunCustomers = pgTable('dry_run_customers', {
  shop_id: uuid().notNull(),
  dry_run_id: uuid().notNull(),
  customer_id: uuid().notNull(),
  outcome: dryRunOutcomes.column().notNull(),
  /** The first one; empty for `to_send` and `held_out`, so that a page may end at it. */
  reason: text().notNull(),
  /** When it would be sent. */
  at: instant(),
}, (t) => [
  primaryKey({ columns: [t.dry_run_id, t.shop_id, t.customer_id] }),
  foreignKey({
    name: 'dry_run_customers_dry_run_fkey',
    columns: [t.dry_run_id, t.shop_id],
    foreignColumns: [dryRuns.id, dryRuns.shop_id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'dry_run_customers_customer_fkey',
    // The shop first: by it the index serves the policy and a redaction as well.
    columns: [t.shop_id, t.customer_id],
    foreignColumns: [customers.shop_id, customers.id],
  }).onDelete('cascade'),
  index('dry_run_customers_shop_id_index').on(t.shop_id, t.customer_id),
  // Pages: of all, of one outcome, of one reason.
  index('dry_run_customers_outcome_index').on(t.dry_run_id, t.outcome, t.reason, t.customer_id),
  dryRunOutcomes.check('dry_run_customers_outcome_check', t.outcome),
  reason.check('dry_run_customers_reason_check', t.reason),
  ...instants(t.at),
  selectPolicy('dry_run_customers_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const dryRunCustomersGrants = grants(dryRunCustomers, {
  authenticated: { select: true },
  service_role: { select: true, insert: true },
});
