import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { emailAddress } from '../../../declare/person-bounds.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { moment, shopifyId, shopifyIdBound } from '../columns.ts';
import { ownOrInShop } from '../policies.ts';
import { shops } from '../shops/shops.ts';

/** By what a customer is a member: the address that both verified, or a manager's word. */
export const matchWays = choices('email', 'person');

/** Shopify's CustomerEmailMarketingState and CustomerSmsMarketingState, in small letters. */
export const marketingStates = choices(
  'subscribed',
  'not_subscribed',
  'pending',
  'unsubscribed',
  'invalid',
  'redacted',
);

/** Shopify's CustomerRfmGroup, in small letters: its own eleven, set against ours. */
export const shopifyGroups = choices(
  'active',
  'almost_lost',
  'at_risk',
  'champions',
  'dormant',
  'loyal',
  'needs_attention',
  'new',
  'previously_loyal',
  'promising',
  'prospects',
);

/** Shopify's own bound, and more than a person's name here: what does not fit is cut. */
export const customerName = textOf(255);
export const customerPhone = textOf(40);
export const customerLocale = textOf(35);
export const customerTimezone = textOf(64);

/**
 * What Shopify tells of a customer, field by field, since no source tells all: a delivery has no
 * consent, and one about consent has nothing else. So that it does not matter which arrives first,
 * each field goes by the clocks of the news that told it last. A place in the list is for ever.
 */
export const customerFields = [
  ...['email', 'first_name', 'last_name', 'phone', 'email_consent', 'sms_consent'] as const,
  ...['locale', 'shopify_group'] as const,
] as const;

const clocks = (clock: typeof instant | typeof moment) =>
  clock().array().notNull()
    .default(sql.raw(`array_fill('-infinity'::timestamptz, array[${customerFields.length}])`));

/**
 * A customer of a shop, as Shopify tells it: written by `private.apply_customers` alone. One that is
 * known only from an order has an id and nothing else. Of one that Shopify had us redact the row stays
 * without a word about the person, so that news from before cannot bring them back.
 */
export const customers = pgTable('customers', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  shopify_id: shopifyId().notNull(),
  email: text(),
  first_name: text(),
  last_name: text(),
  phone: text(),
  /** The member. */
  user_id: uuid().references(() => users.id),
  matched_by: matchWays.column(),
  email_consent: marketingStates.column(),
  sms_consent: marketingStates.column(),
  locale: text(),
  timezone: text(),
  shopify_group: shopifyGroups.column(),
  shopify_created_at: instant(),
  /** Shopify's clock, in whole seconds; null for one known only from an order. */
  shopify_updated_at: instant(),
  /** The clocks of each field that `customerFields` lists, in its order: Shopify's, and when it was seen. */
  told_at: clocks(instant),
  seen_at: clocks(moment),
  redacted_at: instant(),
  /** Deleted at Shopify. */
  deleted_at: instant(),
  ...timestamps(),
}, (t) => [
  unique('customers_shopify_id_unique').on(t.shop_id, t.shopify_id),
  // What refers to a customer names the shop as well, so that no row mixes two.
  unique('customers_id_shop_id_unique').on(t.id, t.shop_id),
  // For lists alone. A customer who is looked up by an id, or referred to, must be found by the unique
  // indexes, and where a table was empty when that was planned, one of a shop's rows seems as good.
  newestFirstIndex('customers_shop_id_index', t, t.shop_id).where(sql`${t.deleted_at} is null`),
  // A member's own; and whom a match is about.
  index('customers_user_id_index').on(t.user_id).where(sql`${t.user_id} is not null`),
  // Who is a member: by the address of either side.
  index('customers_email_index').on(sql`lower(${t.email} collate "C")`, t.shop_id)
    .where(sql`${t.email} is not null`),
  shopifyIdBound.check('customers_shopify_id_check', t.shopify_id),
  emailAddress.check('customers_email_check', t.email),
  customerName.check('customers_first_name_check', t.first_name),
  customerName.check('customers_last_name_check', t.last_name),
  customerPhone.check('customers_phone_check', t.phone),
  matchWays.check('customers_matched_by_check', t.matched_by),
  check('customers_match_check', sql`(${t.user_id} is null) = (${t.matched_by} is null)`),
  marketingStates.check('customers_email_consent_check', t.email_consent),
  marketingStates.check('customers_sms_consent_check', t.sms_consent),
  customerLocale.check('customers_locale_check', t.locale),
  customerTimezone.check('customers_timezone_check', t.timezone),
  shopifyGroups.check('customers_shopify_group_check', t.shopify_group),
  check(
    'customers_redacted_check',
    sql`${t.redacted_at} is null or (${t.email} is null and ${t.first_name} is null
      and ${t.last_name} is null and ${t.phone} is null and ${t.user_id} is null)`,
  ),
  ...instants(t.shopify_created_at, t.shopify_updated_at),
  ...instants(t.redacted_at, t.deleted_at, t.created_at, t.updated_at),
  selectPolicy('customers_select_own_or_manager', ownOrInShop(t.id, t.shop_id)),
]).enableRLS();

export const customersGrants = grants(customers, {
  authenticated: { select: true },
  service_role: { select: true, delete: true },
});

export const customersTriggers = triggers(customers, 'touch');

export const customersPersonal = personalData(customers, {
  user_id: {
    export: 'customers',
    erase: {
      clear: ['user_id', 'matched_by'],
      gone: 'that you are customers of shops',
      kept: {
        what: 'what the shops told of their customers',
        why: 'it is the shops’ own record, which they have redacted through Shopify',
      },
    },
  },
});
