import { sql } from 'drizzle-orm';
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instants, patternOf, timezoneName } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { gyms } from '../../academy/gyms.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { currencyCode } from '../columns.ts';
import { inShop } from '../policies.ts';

/**
 * What is known of a shop: all of it, as it happens (`connected`); what was heard until the credentials
 * stopped working, or what a file told (`stale`); orders of the last 60 days only, for Shopify gives no
 * more without `read_all_orders` (`truncated`); what was there when the app was removed (`uninstalled`).
 */
export const shopStates = choices('connected', 'stale', 'truncated', 'uninstalled');

/** Which segment counts where ranges overlap: the first of the list, or the one of the fewest scores. */
export const segmentOrders = choices('listed', 'most_specific');

/** The domain that Shopify gives, which names a shop for ever. */
export const shopDomain = patternOf(/^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/);

/**
 * A gym's shop at Shopify. One domain belongs to one gym at a time; what another gym had of it stays
 * theirs. The key is the gym, and the index of domains is an exception: it must see all gyms.
 */
export const shops = pgTable('shops', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  domain: text().notNull(),
  state: shopStates.column().notNull(),
  /** ISO 4217; what is counted is in it. */
  currency: text().notNull(),
  /** IANA name; decides on which day an order was placed. */
  timezone: text().notNull(),
  segment_order: segmentOrders.column().notNull().default('listed'),
  uninstalled_at: instant(),
  /** Shopify had us delete what we held of it. */
  deleted_at: instant(),
  ...timestamps(),
}, (t) => [
  uniqueIndex('shops_domain_unique').on(t.domain)
    .where(sql`${t.deleted_at} is null and ${t.state} <> 'uninstalled'`),
  // A gym that connects its shop again has what it had.
  uniqueIndex('shops_gym_id_domain_unique').on(t.gym_id, t.domain)
    .where(sql`${t.deleted_at} is null`),
  // A delivery for a shop, whoever has or had it.
  newestFirstIndex('shops_domain_index', t, t.domain),
  newestFirstIndex('shops_gym_id_index', t, t.gym_id),
  shopDomain.check('shops_domain_check', t.domain),
  shopStates.check('shops_state_check', t.state),
  currencyCode.check('shops_currency_check', t.currency),
  timezoneName.check('shops_timezone_name_check', t.timezone),
  check('shops_timezone_check', sql`private.is_timezone(${t.timezone})`),
  segmentOrders.check('shops_segment_order_check', t.segment_order),
  check(
    'shops_uninstalled_check',
    sql`(${t.state} = 'uninstalled') = (${t.uninstalled_at} is not null)`,
  ),
  ...instants(t.uninstalled_at, t.deleted_at, t.created_at, t.updated_at),
  selectPolicy('shops_select_manager', inShop(t.id)),
  updatePolicy('shops_update_manager', inShop(t.id), inShop(t.id)),
]).enableRLS();

export const shopsGrants = grants(shops, {
  authenticated: { select: true, update: ['segment_order'] },
});

export const shopsTriggers = triggers(shops, 'touch', {
  name: 'recount',
  after: ['update'],
  of: ['currency'],
  when: 'old.currency <> new.currency',
  run: 'private.recount_shop',
});
