import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { emailAddress } from '../../../declare/person-bounds.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { createdAt, id, instant } from '../../columns.ts';
import { customers } from '../../store/customers/customers.ts';
import { inShop } from '../../store/policies.ts';
import { shops } from '../../store/shops/shops.ts';

/** `unsubscribed`: the person's own word; the others are the provider's. */
export const suppressionReasons = choices('unsubscribed', 'bounced', 'complained');

/**
 * That an address gets no more mailings of a shop. Nothing overrides it: no consent that Shopify tells
 * of later, and no manager. The person alone takes their own word back, by their own link.
 */
export const suppressions = pgTable('suppressions', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  /** In small letters; null for a customer who has none. */
  address: text(),
  /** Who said so: another address of theirs gets nothing either. */
  customer_id: uuid(),
  reason: suppressionReasons.column().notNull(),
  since: instant().notNull(),
  ...createdAt(),
}, (t) => [
  // Of one address the word of each customer who had it; the look-up by address goes by it as well.
  unique('suppressions_once').on(t.shop_id, t.address, t.customer_id, t.reason).nullsNotDistinct(),
  foreignKey({
    name: 'suppressions_customer_fkey',
    columns: [t.customer_id, t.shop_id],
    foreignColumns: [customers.id, customers.shop_id],
  }),
  newestFirstIndex('suppressions_shop_id_index', t, t.shop_id),
  index('suppressions_customer_id_index').on(t.customer_id, t.shop_id),
  emailAddress.check('suppressions_address_check', t.address),
  suppressionReasons.check('suppressions_reason_check', t.reason),
  check('suppressions_small_letters_check', sql`${t.address} = lower(${t.address})`),
  check('suppressions_whose_check', sql`num_nonnulls(${t.address}, ${t.customer_id}) > 0`),
  ...instants(t.since, t.created_at),
  selectPolicy('suppressions_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const suppressionsGrants = grants(suppressions, {
  authenticated: { select: true },
  service_role: { select: true, insert: true },
});
