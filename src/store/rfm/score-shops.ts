import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemContext } from '../../db/context.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { rfmRuns } from '../../db/schema/store/rfm/rfm-runs.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { scoreShopJob } from './score-shop.ts';

/** From this hour on, by a shop's own clock, its day is scored. */
const HOUR = 3;

/**
 * The recurring job `score_shops` has every shop scored once a day, in its own night; one whose night
 * passed without, as soon as there is somebody to do it.
 */
export const scoreShops = defineJob({
  kind: 'score_shops',
  payload: z.object({}),
  everySeconds: 3600,
  async run({ db }: SystemContext) {
    await db.execute(sql`
      select private.enqueue_job(
        ${scoreShopJob.kind}, jsonb_build_object('shop_id', s.id), s.id::text
      )
      from ${shops} s
      where s.deleted_at is null and s.state <> 'uninstalled'
        and extract(hour from now() at time zone s.timezone) >= ${HOUR}
        and not exists (
          select from ${rfmRuns} r
          where r.shop_id = s.id and r.as_of >= (now() at time zone s.timezone)::date
        )`);
  },
});
