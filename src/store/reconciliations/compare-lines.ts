import { and, eq, exists, inArray, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillMachine } from '../../db/schema/store/backfills/backfills.ts';
import { reconciliations } from '../../db/schema/store/reconciliations/reconciliations.ts';
import { column } from '../applied.ts';
import { type LineSource, moveSource, type Stretch } from '../lines/move-source.ts';

/**
 * Compares the orders of some lines with ours, together with the place that they end at, and ends the
 * reconciliation behind the last of them.
 */
export async function compareLines(
  tx: SystemDatabase,
  source: LineSource,
  stretch: Stretch,
): Promise<void> {
  const id = source.reconciliation_id!;
  const live = tx.select({ id: reconciliations.id }).from(reconciliations)
    .where(and(eq(reconciliations.id, id), inArray(reconciliations.state, backfillMachine.open)));
  if (!await moveSource(tx, source, stretch, exists(live))) return;
  const { orders, rejects } = stretch.read;
  const began = source.observed_at!.toISOString();
  if (orders.length > 0) {
    const columns = [
      column(orders, (order) => order.shopify_id),
      column(orders, (order) => order.total_price),
      column(orders, (order) => order.refunded),
      column(orders, (order) => order.currency),
      column(orders, (order) => order.financial_status),
      column(orders, (order) => String(order.cancelled_at !== null)),
      column(orders, (order) => order.shopify_updated_at),
    ];
    await tx.execute(
      sql`select private.compare_orders(${id}, ${began}, ${sql.join(columns, sql`, `)})`,
    );
  }
  if (rejects.length > 0) {
    await tx.update(reconciliations)
      .set({ rejected: sql`${reconciliations.rejected} + ${rejects.length}` })
      .where(eq(reconciliations.id, id));
  }
  if (stretch.isLast) {
    await tx.execute(sql`select private.finish_reconciliation(${id}, ${began})`);
  }
}
