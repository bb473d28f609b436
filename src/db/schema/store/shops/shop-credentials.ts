import { sql } from 'drizzle-orm';
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { instants, integerFrom, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { triggers } from '../../../declare/triggers.ts';
import { instant, timestamps } from '../../columns.ts';
import { privateSchema } from '../../system/private.ts';
import { shops } from './shops.ts';

/** How a shop lets us in: an app's client credentials, or a token that was handed over and stays. */
export const credentialKinds = choices('client_credentials', 'offline_token');

/** What `_shared/adapters` sealed: the key's name, and ciphertext bound to its shop and column. */
const sealed = textOf(4096);
export const clientId = textOf(255);
/** A secret before it is sealed. */
export const secretText = textOf(1024);
const attempts = integerFrom(0);

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
  failed_renewals: integer().notNull().default(0),
  ...timestamps(),
}, (t) => [
  // What a job renews next.
  index('shop_credentials_token_expires_at_index').on(t.token_expires_at),
  credentialKinds.check('shop_credentials_kind_check', t.kind),
  clientId.check('shop_credentials_client_id_check', t.client_id),
  check(
    'shop_credentials_client_check',
    sql`(${t.kind} = 'client_credentials') = (${t.client_id} is not null)`,
  ),
  sealed.check('shop_credentials_sealed_secret_check', t.sealed_secret),
  sealed.check('shop_credentials_sealed_previous_secret_check', t.sealed_previous_secret),
  sealed.check('shop_credentials_sealed_token_check', t.sealed_token),
  attempts.check('shop_credentials_failed_renewals_check', t.failed_renewals),
  ...instants(t.previous_until, t.token_expires_at, t.created_at, t.updated_at),
]).enableRLS();

export const shopCredentialsGrants = grants(shopCredentials, { service_role: {} });

export const shopCredentialsTriggers = triggers(shopCredentials, 'touch');
