import { sql } from 'drizzle-orm';
import { check, index, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { createdAt, instant } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { shops } from './shops.ts';

/** How a shop lets us in: an app's client credentials, or a token that was handed over and stays. */
export const credentialKinds = choices('client_credentials', 'offline_token');

/** The key's name, and ciphertext that opens for its shop and purpose alone. */
const sealed = textOf(4096);
export const clientId = textOf(255);
/** A secret before it is sealed. */
export const secretText = textOf(1024);

/**
 * What opens a shop, encrypted by a key that is in the functions' environment alone. No API role reads
 * it; the system does by the functions beside this file, which give ciphertext.
 */
export const shopCredentials = privateSchema.table('shop_credentials', {
  shop_id: uuid().primaryKey().references(() => shops.id, { onDelete: 'cascade' }),
  kind: credentialKinds.column().notNull(),
  client_id: text(),
  /** The app's secret: it signs deliveries, and gets tokens. */
  sealed_secret: text().notNull(),
  /** The one before it, while deliveries signed by it are under way. */
  sealed_previous_secret: text(),
  previous_until: instant(),
  /** Null where there is none yet, or the app was removed. */
  sealed_token: text(),
  /** Null for one that stays. */
  token_expires_at: instant(),
  /** When a job gets the next token, or tries the one that stays; null: none does. */
  renew_at: instant(),
  /** When they were handed over: what was said of the app before is about the one before. */
  given_at: instant().notNull().defaultNow(),
  /** When the app was removed. The secret stays a while, for what Shopify still signs with it. */
  removed_at: instant(),
  ...createdAt(),
}, (t) => [
  // What a job renews next.
  index('shop_credentials_renew_at_index').on(t.renew_at),
  credentialKinds.check('shop_credentials_kind_check', t.kind),
  clientId.check('shop_credentials_client_id_check', t.client_id),
  check(
    'shop_credentials_client_check',
    sql`(${t.kind} = 'client_credentials') = (${t.client_id} is not null)`,
  ),
  sealed.check('shop_credentials_sealed_secret_check', t.sealed_secret),
  sealed.check('shop_credentials_sealed_previous_secret_check', t.sealed_previous_secret),
  sealed.check('shop_credentials_sealed_token_check', t.sealed_token),
  check(
    'shop_credentials_removed_check',
    sql`${t.removed_at} is null or ${t.sealed_token} is null and ${t.renew_at} is null`,
  ),
  ...instants(t.previous_until, t.token_expires_at, t.renew_at, t.given_at, t.removed_at),
  ...instants(t.created_at),
]).enableRLS();

export const shopCredentialsGrants = grants(shopCredentials, { service_role: {} });
