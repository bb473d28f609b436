import { z } from 'zod';
import { MOST_PRODUCTS } from '../../db/schema/billing/stripe/stripe-subscriptions.ts';
import { subscriptionStatuses } from '../../db/schema/identity/user-profiles.ts';
import { idField, seconds, writtenUser } from '../events/fields.ts';

/** What ends a subscription for good (https://docs.stripe.com/api/subscriptions/object). */
const OVER = ['canceled', 'incomplete_expired'] as const;

const told = subscriptionStatuses.schema.exclude(['none']);
const status = z.string().transform((said) => {
  const known = told.safeParse(said);
  return known.success ? known.data : 'other';
});

/**
 * A subscription as Stripe writes it, as far as it is read here. Since 2025 the period is that of its
 * items, which may differ; before it was its own.
 */
export const StripeSubscription = z.object({
  id: idField,
  customer: idField,
  status,
  created: seconds,
  cancel_at: seconds.nullish(),
  cancel_at_period_end: z.boolean().default(false),
  current_period_end: seconds.nullish(),
  metadata: writtenUser,
  items: z.object({
    data: z.array(z.object({
      price: z.object({ product: idField }),
      current_period_end: seconds.nullish(),
    })),
  }),
}).transform(({ id, customer, status, created, metadata, items: { data }, ...said }) => {
  const ends = [said, ...data].flatMap((one) => one.current_period_end?.getTime() ?? []);
  return {
    claimed: metadata,
    facts: {
      subscription_id: id,
      customer_id: customer,
      status,
      is_over: OVER.some((over) => over === status),
      product_ids: [...new Set(data.map(({ price }) => price.product))].sort()
        .slice(0, MOST_PRODUCTS),
      current_period_end: ends.length > 0 ? new Date(Math.max(...ends)) : null,
      cancel_at: said.cancel_at ?? null,
      cancel_at_period_end: said.cancel_at_period_end,
      started_at: created,
    },
  };
});
export type StripeSubscription = z.output<typeof StripeSubscription>;
