import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../../db/call.ts';
import type { SystemDatabase } from '../../../db/client.ts';
import { credentialKinds } from '../../../db/schema/store/shops/shop-credentials.ts';
import { shopStates } from '../../../db/schema/store/shops/shops.ts';
import type { Seals } from './seal.ts';
import type { ShopifyApi } from './shopify-api.ts';

/** What whoever opens a shop needs. */
export interface ShopContext {
  db: SystemDatabase;
  shopify: ShopifyApi;
  seals: Seals;
}

const ShopAccess = z.object({
  domain: z.string(),
  state: shopStates.schema,
  kind: credentialKinds.schema,
  client_id: z.string().nullable(),
  sealed_secret: z.string(),
  sealed_token: z.string().nullable(),
  token_expires_at: z.coerce.date().nullable(),
});
/** What opens a shop, sealed. */
export type ShopAccess = z.output<typeof ShopAccess>;

/** Reads what opens a shop; undefined where nothing does: it is not connected, or known from a file. */
export const readShopAccess = async (
  db: SystemDatabase,
  shop_id: string,
): Promise<ShopAccess | undefined> =>
  (await callFor(db, ShopAccess, sql`private.shop_access(${shop_id})`))[0];
