import { check, foreignKey, index, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { shopifyId, shopifyIdBound } from '../columns.ts';
import { inShop } from '../policies.ts';
import { reconciliations } from './reconciliations.ts';

/** Both have it and say different things; Shopify alone has it; we alone have it. */
export const differenceKinds = choices('differing', 'missing', 'only_ours');
const side = jsonObjectOf(1024);

/**
 * An order in which Shopify and we differ: what each side says of it, without a word of a person. The
 * first two hundred of each kind; the others are counted.
 */
export const orderDifferences = pgTable('order_differences', {
  reconciliation_id: uuid().notNull(),
  shop_id: uuid().notNull(),
  shopify_id: shopifyId().notNull(),
  kind: differenceKinds.column().notNull(),
  /** Null where that side has none. */
  theirs: jsonb().$type<Record<string, unknown>>(),
  ours: jsonb().$type<Record<string, unknown>>(),
}, (t) => [
  primaryKey({ columns: [t.reconciliation_id, t.shop_id, t.shopify_id] }),
  foreignKey({
    name: 'order_differences_reconciliation_fkey',
    columns: [t.reconciliation_id, t.shop_id],
    foreignColumns: [reconciliations.id, reconciliations.shop_id],
  }).onDelete('cascade'),
  // What a manager may read.
  index('order_differences_shop_id_index').on(t.shop_id),
  shopifyIdBound.check('order_differences_shopify_id_check', t.shopify_id),
  differenceKinds.check('order_differences_kind_check', t.kind),
  check(
    'order_differences_sides_check',
    sql`(${t.theirs} is null) = (${t.kind} = 'only_ours')
      and (${t.ours} is null) = (${t.kind} = 'missing')`,
  ),
  side.check('order_differences_theirs_check', t.theirs),
  side.check('order_differences_ours_check', t.ours),
  selectPolicy('order_differences_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const orderDifferencesGrants = grants(orderDifferences, { authenticated: { select: true } });
