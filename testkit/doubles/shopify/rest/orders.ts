import { amountOf, inRest, units } from '../money.ts';
import {
  gid,
  type ShopifyCustomer,
  type ShopifyOrder,
  type ShopifyRefund,
  type ShopifyTransaction,
} from '../records.ts';
import { refundedOf } from '../shop.ts';
import { customerPayload } from './customers.ts';
import { type Fields, numberOf, type Sender } from './sender.ts';
import { timeIn } from './times.ts';

/** An order in full, its customer in it if there is one. */
export function orderPayload(
  order: ShopifyOrder,
  customer: ShopifyCustomer | undefined,
  sender: Sender,
): Fields {
  const { currency } = order;
  const current = amountOf(units(order.totalPrice) - units(refundedOf(order)));
  const at = (utc: string | null) => utc && timeIn(sender.timezone, utc);
  return {
    id: numberOf(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    cancel_reason: order.cancelledAt ? 'customer' : null,
    cancelled_at: at(order.cancelledAt),
    closed_at: at(order.closedAt),
    confirmed: true,
    contact_email: order.email,
    created_at: at(order.createdAt),
    currency,
    current_total_price: inRest(current, currency),
    current_total_price_set: set(current, currency),
    customer_locale: 'en',
    email: order.email,
    financial_status: order.financialStatus?.toLowerCase() ?? null,
    fulfillment_status: null,
    name: `#${order.number}`,
    note: null,
    number: order.number - 1000,
    order_number: order.number,
    phone: null,
    presentment_currency: currency,
    processed_at: at(order.processedAt),
    source_name: 'web',
    subtotal_price: inRest(order.totalPrice, currency),
    tags: '',
    test: order.test,
    total_discounts: inRest('0', currency),
    total_outstanding: inRest('0', currency),
    total_price: inRest(order.totalPrice, currency),
    total_price_set: set(order.totalPrice, currency),
    total_tax: inRest('0', currency),
    updated_at: at(order.updatedAt),
    user_id: null,
    line_items: [],
    shipping_lines: [],
    refunds: order.refunds.map((refund) => refundPayload(refund, order, sender)),
    customer: customer ? customerPayload(customer, sender) : null,
  };
}

const set = (amount: string, currency: string): Fields => {
  const money = { amount: inRest(amount, currency), currency_code: currency };
  return { shop_money: money, presentment_money: { ...money } };
};

export const refundPayload = (
  refund: ShopifyRefund,
  order: ShopifyOrder,
  sender: Sender,
): Fields => ({
  id: numberOf(refund.id),
  admin_graphql_api_id: gid('Refund', refund.id),
  order_id: numberOf(order.id),
  created_at: timeIn(sender.timezone, refund.createdAt),
  processed_at: timeIn(sender.timezone, refund.processedAt),
  note: refund.note,
  user_id: null,
  restock: false,
  return: null,
  duties: [],
  order_adjustments: [],
  refund_line_items: [],
  refund_shipping_lines: [],
  transactions: refund.transactions.map((one) => transactionPayload(one, order, sender)),
});

const transactionPayload = (
  one: ShopifyTransaction,
  order: ShopifyOrder,
  { timezone }: Sender,
): Fields => ({
  id: numberOf(one.id),
  admin_graphql_api_id: gid('OrderTransaction', one.id),
  order_id: numberOf(order.id),
  kind: one.kind,
  status: one.status,
  gateway: 'bogus',
  message: null,
  amount: inRest(one.amount, one.currency),
  currency: one.currency,
  test: order.test,
  parent_id: null,
  created_at: timeIn(timezone, one.createdAt),
  processed_at: timeIn(timezone, one.createdAt),
});
