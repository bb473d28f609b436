import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../../db/context.ts';
import { defineJob } from '../../../jobs/define-job.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { renewShopToken } from './renew-shop-token.ts';

const SHOPS_PER_RUN = 500;

/**
 * The recurring job `renew_shop_tokens` has tokens renewed that end within six hours, each shop by a
 * job of its own, so that one which fails keeps no other waiting. The secrets of shops that are gone
 * for thirty days are forgotten on the way.
 */
export const renewShopTokens = defineJob({
  kind: 'renew_shop_tokens',
  payload: z.object({}),
  everySeconds: 600,
  async run({ db }: SystemContext) {
    await db.execute(sql`select private.forget_shop_secrets()`);
    const due = await db.execute<{ shop_id: string }>(
      sql`select shop_id from private.shops_to_renew(${SHOPS_PER_RUN}) as shop_id`,
    );
    return async (tx) => {
      for (const { shop_id } of due) {
        await enqueue(tx, renewShopToken, { shop_id }, { key: shop_id });
      }
    };
  },
});
