import { z } from 'zod';
import { isPassing, ShopifyError } from '../../../shopify-error.ts';
import { defineJob } from '../../../jobs/define-job.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { subscribeShop } from '../subscribe-shop.ts';
import { renewToken } from './renew-token.ts';
import { readShopAccess, type ShopContext } from './shop-access.ts';

/**
 * The job `renew_shop_token` gets the next token of a shop before its own ends, or tries one that
 * stays; its scopes say whether the shop is `connected` or `truncated`. Credentials that Shopify refuses
 * make it `stale`, and are tried again the next day; what passes is tried again by the queue.
 */
export const renewShopToken = defineJob({
  kind: 'renew_shop_token',
  payload: z.object({ shop_id: z.guid() }),
  async run(ctx: ShopContext, { payload: { shop_id }, signal, deadline }) {
    const access = await readShopAccess(ctx.db, shop_id);
    // It was disconnected since.
    if (!access) return;
    try {
      await renewToken(ctx, shop_id, access, { signal, deadline });
    } catch (error) {
      if (error instanceof ShopifyError && !isPassing(error)) return;
      throw error;
    }
    // A subscription that failed eight times running is gone, and nobody is told.
    return (tx) => enqueue(tx, subscribeShop, { shop_id }, { key: shop_id });
  },
});
