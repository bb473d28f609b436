import { type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { type Applied, callApply, column } from '../applied.ts';
import type { RefundNews } from './news.ts';

/**
 * Adds refunds of a shop's orders that came as news of their own, in one statement, each once. They
 * count beside states of their order that are older, also where the order is not known yet.
 */
export function applyRefunds(
  db: SystemDatabase,
  { shop_id, refunds }: { shop_id: string; refunds: readonly RefundNews[] },
): Promise<Applied> {
  return callApply(db, refundsCall(sql`${shop_id}`, refunds));
}

/** The call that adds refunds. */
export function refundsCall(shop: SQL, refunds: readonly RefundNews[]): SQL {
  return sql`private.apply_refunds(${shop},
    ${column(refunds, (refund) => refund.refund_id)},
    ${column(refunds, (refund) => refund.order_shopify_id)},
    ${column(refunds, (refund) => refund.amount)},
    ${column(refunds, (refund) => refund.refunded_at)},
    ${column(refunds, (refund) => refund.observed_at)})`;
}
