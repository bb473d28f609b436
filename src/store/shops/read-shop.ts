import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { refuse } from '../../errors.ts';
import type { Shop } from './contract.ts';

/**
 * Reads a shop of a gym that the caller manages.
 * @throws `shop_not_found`
 */
export async function readShop(
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<Shop> {
  const [shop] = await db.select().from(shops).where(eq(shops.id, shop_id));
  if (!shop) throw refuse('shop_not_found');
  return shop;
}
