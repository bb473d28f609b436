import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import type { Shop } from './contract.ts';
import { readShop } from './read-shop.ts';

/**
 * Ends the connection of a shop, as a manager of its gym: its token is destroyed, its domain is free
 * for another gym, and what was heard stays. Again changes nothing.
 * @throws `shop_not_found`
 */
export async function disconnectShop(
  ctx: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<Shop> {
  const [closed] = await callForRows(ctx.db, shops, sql`private.disconnect_shop(${shop_id})`);
  return closed ?? await readShop(ctx, { shop_id });
}
