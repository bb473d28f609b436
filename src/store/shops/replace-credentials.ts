import { wrongState } from '../../errors.ts';
import { type ConnectContext, connectShop } from './connect-shop.ts';
import type { CredentialsInput, Shop } from './contract.ts';
import { readShop } from './read-shop.ts';

const PATHS = { domain: 'shop_id', credentials: 'body' };

/**
 * Replaces the credentials of a shop, once Shopify takes the new ones. What the secret before them
 * signed is believed for some hours more.
 * @throws `shop_not_found`, `shop_uninstalled` (conflict), and what `connectShop` does
 */
export async function replaceCredentials(
  ctx: ConnectContext,
  { shop_id, body: credentials }: { shop_id: string; body: CredentialsInput },
): Promise<Shop> {
  const { gym_id, domain, state } = await readShop(ctx, { shop_id });
  if (state === 'uninstalled') throw wrongState('shop', state);
  return await connectShop(ctx, { body: { gym_id, domain, credentials } }, PATHS);
}
