import { z } from 'zod';
import { writtenInstant } from '../../../contract/fields.ts';
import { financialStatus } from '../../../db/schema/store/enums.ts';
import type { OrderNews } from '../../orders/news.ts';
import { convert, sumOf } from './amounts.ts';
import { currency, id, money, text } from './fields.ts';
import { RefundBody, refundedBy } from './read-refund.ts';

const Money = z.object({ amount: money, currency_code: currency });

/** An order, as `orders/create`, `updated`, `paid` and `cancelled` deliver it, all alike. */
export const OrderBody = z.object({
  id,
  name: text,
  currency,
  total_price: money,
  /** The same in the customer's currency beside it: the rate on the order. */
  total_price_set: z.object({ shop_money: Money, presentment_money: Money }).nullish(),
  financial_status: z.enum(financialStatus.enumValues).nullish(),
  created_at: writtenInstant.nullish(),
  processed_at: writtenInstant.nullish(),
  updated_at: writtenInstant.nullish(),
  cancelled_at: writtenInstant.nullish(),
  customer: z.object({ id }).nullish(),
  refunds: z.array(RefundBody.pick({ transactions: true })).nullish(),
});
type OrderBody = z.output<typeof OrderBody>;

/** Reads an order with all that was refunded of it until then. */
export const readOrder = (order: OrderBody, triggered_at: Date): OrderNews => ({
  shopify_id: order.id,
  customer_shopify_id: order.customer?.id ?? null,
  order_number: order.name ?? `#${order.id}`,
  total_price: order.total_price,
  refunded: sumOf(
    (order.refunds ?? []).flatMap(refundedBy).map((moved) => inShopMoney(order, moved)),
  ),
  currency: order.currency,
  // Shopify leaves it out until anything was to be paid.
  financial_status: order.financial_status ?? 'pending',
  placed_at: order.processed_at ?? order.created_at ?? triggered_at,
  cancelled_at: order.cancelled_at ?? null,
  shopify_updated_at: order.updated_at ?? order.created_at ?? triggered_at,
  observed_at: triggered_at,
});

/** An amount in the shop's currency; one in the customer's is converted by the rate on the order. */
function inShopMoney(
  { currency, total_price_set: set }: OrderBody,
  moved: { amount: string; currency?: string | null | undefined },
): string {
  if (!set || (moved.currency ?? currency) === currency) return moved.amount;
  if (moved.currency !== set.presentment_money.currency_code) return moved.amount;
  return convert(moved.amount, set.presentment_money.amount, set.shop_money.amount);
}
