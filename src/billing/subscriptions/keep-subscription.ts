import { type SQL, sql } from 'drizzle-orm';
import type { StripeSubscription } from './read-facts.ts';

/** When something was said, and how it ranks among what was said in the same second. */
export interface Said {
  said_at: Date;
  /** 0 to 3, as `keep-stripe-subscription.sql` has the order. */
  said_rank: number;
  said_by: string;
}

/** What Stripe answered itself stands above every event of its second: `~` is behind every letter. */
export const answered = (read_at: Date): Said => ({
  said_at: read_at,
  said_rank: 3,
  said_by: '~answer',
});

/** The call that keeps what was said of a subscription, if it is the newest. */
export const keepSubscription = ({ facts, claimed }: StripeSubscription, said: Said): SQL =>
  sql`private.keep_stripe_subscription(${
    JSON.stringify({ ...facts, ...said })
  }::jsonb, ${claimed})`;
