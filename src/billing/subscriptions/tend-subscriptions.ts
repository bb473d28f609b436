import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';

const SUBSCRIPTIONS_PER_RUN = 500;

/**
 * The recurring job `tend_stripe_subscriptions` has Stripe asked of subscriptions whose news never came:
 * what was paid for has ended for a day and nothing was said of it, or it stayed in doubt.
 */
export const tendSubscriptions = defineJob({
  kind: 'tend_stripe_subscriptions',
  payload: z.object({}),
  everySeconds: 3_600,
  run: ({ clock = () => new Date() }: { clock?: () => Date }) =>
    Promise.resolve(async (tx: SystemDatabase) => {
      const now = clock().toISOString();
      await tx.execute(sql`
        select private.ask_stripe(id, ${now}, interval '0')
        from private.stripe_subscriptions_to_ask(${now}, ${SUBSCRIPTIONS_PER_RUN}) as id`);
    }),
});
