import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { backfillMachine, backfillStates } from '../backfills/backfills.ts';
import { money, sum } from '../columns.ts';
import { inShop } from '../policies.ts';
import { shops } from '../shops/shops.ts';

const failureCode = textOf(64);
const count = integerFrom(0);

/**
 * What Shopify has of a shop set against what we have, once a night: counts, sums and the orders that
 * differ. It corrects nothing. What changed after it began is in neither, so that what it finds is
 * news that never came.
 */
export const reconciliations = pgTable('reconciliations', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id, { onDelete: 'cascade' }),
  state: backfillStates.column().notNull().default('queued'),
  error: text(),
  /** Shopify gave the orders of the last sixty days only, and only these were compared. */
  truncated: boolean().notNull().default(false),
  /** As both count them when it began: Shopify's counting may be behind. */
  customers_theirs: integer(),
  customers_ours: integer(),
  orders_theirs: integer(),
  orders_ours: integer(),
  /** Orders that were compared, one by one. */
  compared: integer().notNull().default(0),
  /** Both have them, and say different things. */
  differing: integer().notNull().default(0),
  /** Shopify has them, and we do not. */
  missing: integer().notNull().default(0),
  /** We have them, and Shopify does not. */
  only_ours: integer().notNull().default(0),
  /** Totals less refunds of the compared orders, and of those that one side alone has. */
  sum_theirs: money().notNull().default('0'),
  sum_ours: money().notNull().default('0'),
  /** Lines that could not be read. */
  rejected: integer().notNull().default(0),
  ended_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('reconciliations_id_shop_id_unique').on(t.id, t.shop_id),
  newestFirstIndex('reconciliations_shop_id_index', t, t.shop_id),
  uniqueIndex('reconciliations_live_unique').on(t.shop_id)
    .where(sql`${t.state} in ('queued', 'running')`),
  backfillStates.check('reconciliations_state_check', t.state),
  failureCode.check('reconciliations_error_check', t.error),
  check('reconciliations_failed_check', sql`(${t.state} = 'failed') = (${t.error} is not null)`),
  check(
    'reconciliations_ended_check',
    sql`(${t.state} in ('queued', 'running')) = (${t.ended_at} is null)`,
  ),
  count.check('reconciliations_compared_check', t.compared),
  sum.check('reconciliations_sum_theirs_check', t.sum_theirs),
  sum.check('reconciliations_sum_ours_check', t.sum_ours),
  ...instants(t.ended_at, t.created_at, t.updated_at),
  selectPolicy('reconciliations_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const reconciliationsGrants = grants(reconciliations, { authenticated: { select: true } });

export const reconciliationsTriggers = triggers(
  reconciliations,
  'touch',
  backfillMachine.trigger('state'),
);

export const reconciliationsRetention = retention(reconciliations, {
  what: 'what reconciliations found',
  days: 90,
  since: reconciliations.ended_at,
  why: 'each night has its own, and a difference is looked into while it is new',
});
