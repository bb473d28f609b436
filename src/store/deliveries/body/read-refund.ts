import { z } from 'zod';
import { writtenInstant } from '../../../contract/fields.ts';
import type { RefundNews } from '../../orders/news.ts';
import { sumOf } from './amounts.ts';
import { currency, id, money } from './fields.ts';

/** What moved money; a refund has others too, such as the void of what was only authorized. */
const Transaction = z.object({
  kind: z.string(),
  status: z.string().nullish(),
  amount: money,
  currency: currency.nullish(),
});

/** A refund, of `refunds/create` or within its order. No field of it says what it comes to. */
export const RefundBody = z.object({
  id,
  order_id: id,
  created_at: writtenInstant.nullish(),
  processed_at: writtenInstant.nullish(),
  transactions: z.array(Transaction).nullish(),
});

/** The money that went back, as Shopify reckons it: an amount and its currency each, where it says so. */
export const refundedBy = ({ transactions }: Pick<z.output<typeof RefundBody>, 'transactions'>) =>
  (transactions ?? []).filter(({ kind, status }) => kind === 'refund' && status === 'success');

/**
 * Reads a refund. One in another currency than the shop's says no rate: the order's next state does, and
 * follows it, so that this one is not read.
 */
export function readRefund(
  refund: z.output<typeof RefundBody>,
  { currency, triggered_at }: { currency: string; triggered_at: Date },
): RefundNews | undefined {
  const moved = refundedBy(refund);
  if (moved.some((one) => (one.currency ?? currency) !== currency)) return undefined;
  return {
    refund_id: refund.id,
    order_shopify_id: refund.order_id,
    amount: sumOf(moved.map(({ amount }) => amount)),
    refunded_at: refund.created_at ?? refund.processed_at ?? triggered_at,
    observed_at: triggered_at,
  };
}
