import type { financialStatus } from '../../db/schema/store/enums.ts';

/** What Shopify says of an order, wherever it says so. Amounts are decimal digits in shop money. */
export interface OrderNews {
  /** Decimal digits. */
  shopify_id: string;
  /** The customer's id at Shopify, who may not be known yet; null for a sale to nobody. */
  customer_shopify_id: string | null;
  order_number: string;
  total_price: string;
  /** All refunds until `shopify_updated_at`. */
  refunded: string;
  /** ISO 4217 */
  currency: string;
  financial_status: (typeof financialStatus.enumValues)[number];
  placed_at: Date;
  cancelled_at: Date | null;
  /** Shopify's clock: older news than what is known changes nothing. */
  shopify_updated_at: Date;
  /** When Shopify saw it so; of two states of one second the later one counts. */
  observed_at: Date | null;
}

/** A refund as news of its own: it counts beside states of its order that are older than it. */
export interface RefundNews {
  refund_id: string;
  order_shopify_id: string;
  /** Decimal digits in shop money. */
  amount: string;
  refunded_at: Date;
  observed_at: Date | null;
}
