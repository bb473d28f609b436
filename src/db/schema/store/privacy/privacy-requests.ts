import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { shopifyId, shopifyIdBound } from '../columns.ts';
import { inShop } from '../policies.ts';
import { shops } from '../shops/shops.ts';

/** What Shopify has an app do with what it holds: its three privacy topics. */
export const privacyKinds = choices('data_request', 'redact_customer', 'redact_shop');

/** `void` is one that was not to be carried out: the shop had the app installed again. */
export const privacyStatuses = choices('open', 'done', 'void');

/**
 * That Shopify passed on what a person or a shop has a right to, and what became of it. It is due within
 * thirty days; what is asked for is gathered here for the shop's managers, who owe it to the customer.
 */
export const privacyRequests = pgTable('privacy_requests', {
  id: id(),
  shop_id: uuid().notNull().references(() => shops.id),
  kind: privacyKinds.column().notNull(),
  status: privacyStatuses.column().notNull().default('open'),
  /** Shopify's id of a request for data. */
  shopify_id: shopifyId(),
  /** Whom it is about; null where Shopify named nobody that is known here. */
  customer_shopify_id: shopifyId(),
  due_at: instant().notNull().default(sql`now() + interval '30 days'`),
  done_at: instant(),
  /** All that is held of the customer; null before it is gathered, and after they were redacted. */
  data: jsonb().$type<Record<string, unknown>>(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('privacy_requests_shop_id_index', t, t.shop_id),
  privacyKinds.check('privacy_requests_kind_check', t.kind),
  privacyStatuses.check('privacy_requests_status_check', t.status),
  shopifyIdBound.check('privacy_requests_shopify_id_check', t.shopify_id),
  shopifyIdBound.check('privacy_requests_customer_shopify_id_check', t.customer_shopify_id),
  check('privacy_requests_done_check', sql`(${t.status} = 'open') = (${t.done_at} is null)`),
  check('privacy_requests_data_check', sql`${t.data} is null or ${t.kind} = 'data_request'`),
  ...instants(t.due_at, t.done_at, t.created_at, t.updated_at),
  selectPolicy('privacy_requests_select_manager', inShop(t.shop_id)),
]).enableRLS();

export const privacyRequestsGrants = grants(privacyRequests, {
  authenticated: { select: true },
  // Functions write it; the job that removes what is old locks it first.
  service_role: { select: true, update: ['updated_at'], delete: true },
});

export const privacyRequestsTriggers = triggers(privacyRequests, 'touch');

export const privacyRequestsRetention = retention(privacyRequests, {
  what: 'what was gathered of a customer who asked for it',
  days: 30,
  since: privacyRequests.done_at,
  only: privacyKinds.among(privacyRequests.kind, ['data_request']),
  why: 'managers have handed it over by then, and it is a copy of what the person is about',
}, {
  what: 'that a customer or a shop was redacted',
  days: 365,
  since: privacyRequests.done_at,
  only: privacyKinds.among(privacyRequests.kind, ['redact_customer', 'redact_shop']),
  why: 'somebody may ask whether it was done; it names nobody',
});
