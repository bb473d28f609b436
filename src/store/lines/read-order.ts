import { financialStatus } from '../../db/schema/store/enums.ts';
import type { OrderNews } from '../orders/news.ts';
import {
  type Json,
  readerOf,
  readField,
  readGid,
  readInstant,
  readOptionalInstant,
  readShopMoney,
  readText,
  Unreadable,
} from './fields.ts';

const readStatus = readerOf(financialStatus.enumValues);

/**
 * Reads the line of an order. Where it says nothing of a customer, it is its parent's: a bulk operation
 * over customers with their orders tells it so.
 */
export function readOrder(line: Json, shopify_id: string, observed_at: Date | null): OrderNews {
  const order_number = readText(line['name'], 'name');
  if (!order_number) throw new Unreadable('has no text in name');
  const total = readShopMoney(line['totalPriceSet'], 'totalPriceSet');
  const refunded = readShopMoney(line['totalRefundedSet'], 'totalRefundedSet');
  if (refunded.currency !== total.currency) {
    throw new Unreadable('has two currencies in totalPriceSet and totalRefundedSet');
  }
  return {
    shopify_id,
    customer_shopify_id: readBuyer(line),
    order_number,
    total_price: total.amount,
    refunded: refunded.amount,
    currency: total.currency,
    // Shopify leaves it out until anything was to be paid.
    financial_status: readStatus(line['displayFinancialStatus'], 'displayFinancialStatus') ??
      'pending',
    placed_at: readOptionalInstant(line['processedAt'], 'processedAt') ??
      readInstant(line['createdAt'], 'createdAt'),
    cancelled_at: readOptionalInstant(line['cancelledAt'], 'cancelledAt') ?? null,
    shopify_updated_at: readInstant(line['updatedAt'], 'updatedAt'),
    observed_at,
  };
}

function readBuyer(line: Json): string | null {
  const named = readField(line, 'customer', 'id');
  const given = named ?? line['__parentId'];
  if (given === undefined || given === null) return null;
  const { kind, id } = readGid(given, named === undefined ? '__parentId' : 'customer.id');
  if (kind === 'Customer') return id;
  if (named === undefined || named === null) return null;
  throw new Unreadable('has no customer in customer.id');
}
