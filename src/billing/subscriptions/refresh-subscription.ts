import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { stripeId } from '../../db/schema/identity/user-profiles.ts';
import { Unrecoverable } from '../../jobs/attempt.ts';
import { defineJob } from '../../jobs/define-job.ts';
import type { Payments } from '../../payments.ts';
import { answered, keepSubscription } from './keep-subscription.ts';
import { StripeSubscription } from './read-facts.ts';

/**
 * The job `refresh_stripe_subscription` asks how a subscription stands, where what was said of it does
 * not tell: two events of one second differ, or its news never came. The answer is kept like an event of
 * the second in which it was asked, so that a late one does not undo what has happened since.
 */
export const refreshSubscription = defineJob({
  kind: 'refresh_stripe_subscription',
  payload: z.object({ subscription_id: stripeId.schema }),
  async run({ payments }: { payments: Payments }, { payload: { subscription_id } }) {
    const answer = await payments.readSubscription(subscription_id);
    if (!answer) return;
    const parsed = StripeSubscription.safeParse(answer.subscription);
    if (!parsed.success) throw new Unrecoverable('Stripe answered something else than was asked');
    return async (tx: SystemDatabase) => {
      await tx.execute(sql`select ${keepSubscription(parsed.data, answered(answer.read_at))}`);
    };
  },
});
