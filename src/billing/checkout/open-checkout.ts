import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import { hex, sha256 } from '../../digest.ts';
import { refuse } from '../../errors.ts';
import { type CheckoutOrder, PaymentsError } from '../../payments.ts';
import type { CheckoutInput, CheckoutLink } from './contract.ts';
import { assertReturnUrls, type PaymentsContext, unavailable } from './payments-context.ts';

const Begun = z.object({
  refusal: z.enum(['already_subscribed', 'plan_not_sold']).nullable(),
  price_id: z.string().nullable(),
  customer_id: z.string().nullable(),
  email: z.string().nullable(),
});

/**
 * Opens a page on which the caller pays for a plan; they have it when the provider has said so. Repeated
 * with the same key within a day, it is the same page.
 *
 * @param input `key` is the request's `Idempotency-Key`, if it has one
 * @throws `billing_not_configured`, `return_url_not_allowed`, `already_subscribed`, `plan_not_sold`,
 *   `payments_unavailable`
 */
export async function openCheckout(
  { db, caller, payments, returnOrigins }: PaymentsContext,
  { body: { plan, interval, ...urls }, key }: { body: CheckoutInput; key: string | undefined },
): Promise<CheckoutLink> {
  if (!payments) throw refuse('billing_not_configured');
  assertReturnUrls(returnOrigins, urls);
  const [begun] = await callFor(db, Begun, sql`private.begin_checkout(${plan}, ${interval})`);
  const { refusal, price_id, ...known } = begun!;
  if (refusal === 'plan_not_sold') throw refuse(refusal, { field: 'body.plan' });
  if (refusal) throw refuse(refusal);
  const order = { ...known, ...urls, user_id: caller.userId, price_id: price_id! };
  const request = key ?? crypto.randomUUID();
  const open = async (order: Omit<CheckoutOrder, 'key'>) =>
    payments.openCheckout({ ...order, key: await keyOf(order, request) });
  try {
    return await open(order);
  } catch (error) {
    const isGone = error instanceof PaymentsError && error.fault === 'customer_gone';
    if (!isGone || order.customer_id === null) return unavailable(error);
    return await open({ ...order, customer_id: null }).catch(unavailable);
  }
}

/** A key that goes with one order only: the provider refuses a key that comes with another. */
const keyOf = async (order: Omit<CheckoutOrder, 'key'>, request: string): Promise<string> =>
  `checkout ${hex(await sha256(JSON.stringify([request, Object.entries(order).sort()])))}`;
