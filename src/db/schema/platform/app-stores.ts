import { sql } from 'drizzle-orm';
import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instants, webAddressOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { everyRow, selectByEveryone } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';

/** The stores that the app is in. */
export const stores = choices('ios', 'android');

export const storeAddress = webAddressOf(2048);

/** Where the app is sent when its version may no longer run: one address per store. */
export const appStores = pgTable('app_stores', {
  id: id(),
  store: stores.column().notNull(),
  url: text().notNull(),
  disabled_at: instant(),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  uniqueIndex('app_stores_store_unique').on(t.store).where(sql`${t.disabled_at} is null`),
  stores.check('app_stores_store_check', t.store),
  storeAddress.check('app_stores_url_check', t.url),
  ...instants(t.disabled_at, t.created_at, t.updated_at),
  selectByEveryone('app_stores_select_all', everyRow),
]).enableRLS();

export const appStoresGrants = grants(appStores, {
  anon: { select: true },
  authenticated: { select: true },
});

export const appStoresTriggers = triggers(appStores, 'touch');
