import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { refuse } from '../../errors.ts';
import type { Shop, UpdateShopInput } from './contract.ts';
import { readShop } from './read-shop.ts';

/**
 * Changes how a shop is reckoned with. Row security lets only managers of its gym.
 * @throws `shop_not_found`, `precondition_failed`
 */
export async function updateShop(
  ctx: CallerContext,
  { shop_id, body, version }: {
    shop_id: string;
    body: UpdateShopInput;
    version: Date | undefined;
  },
): Promise<Shop> {
  const [shop] = await ctx.db.update(shops).set(body)
    .where(and(eq(shops.id, shop_id), isVersion(shops, version))).returning();
  if (shop) return shop;
  assertVersion(await readShop(ctx, { shop_id }), version, 'shop');
  // It was read by whom it was hidden from a moment ago.
  throw refuse('shop_not_found');
}
