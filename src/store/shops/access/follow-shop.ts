import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { shops, shopStates } from '../../../db/schema/store/shops/shops.ts';
import { defineJob } from '../../../jobs/define-job.ts';
import { isPassing, ShopifyError } from '../../../shopify-error.ts';
import { askAboutShop } from './ask-about-shop.ts';
import { openToken } from './renew-token.ts';
import { stateOf } from './scopes.ts';
import type { ShopContext } from './shop-access.ts';

/**
 * The job `follow_shop` asks what a shop is like now, its currency, its time zone and what it lets us
 * read: a delivery said that something of it has changed, and several of these come in any order.
 */
export const followShop = defineJob({
  kind: 'follow_shop',
  payload: z.object({ shop_id: z.guid() }),
  async run(ctx: ShopContext, { payload: { shop_id }, signal, deadline }) {
    try {
      const { token, access: { domain } } = await openToken(ctx, shop_id);
      const asked = await askAboutShop(ctx.shopify, { domain, token }, { signal, deadline });
      const { currency, timezone, scopes } = asked;
      const state = stateOf(scopes) ?? 'stale';
      return (tx) =>
        tx.update(shops).set({ currency, timezone, state }).where(and(
          eq(shops.id, shop_id),
          // It may have been disconnected meanwhile.
          shopStates.among(shops.state, ['connected', 'truncated']),
          sql`(${shops.currency}, ${shops.timezone}, ${shops.state})
            is distinct from (${currency}, ${timezone}, ${state})`,
        ));
    } catch (error) {
      // What is refused makes the shop stale when its token is renewed.
      if (error instanceof ShopifyError && !isPassing(error)) return;
      throw error;
    }
  },
});
