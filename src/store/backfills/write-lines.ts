import { and, eq, exists, inArray, isNull, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { backfillRejects, MAX_REJECTS } from '../../db/schema/store/backfills/backfill-rejects.ts';
import { backfillMachine, backfills } from '../../db/schema/store/backfills/backfills.ts';
import { lineSources } from '../../db/schema/store/backfills/line-sources.ts';
import { applyCustomers } from '../customers/apply-customers.ts';
import { type LineSource, moveSource, type Stretch } from '../lines/move-source.ts';
import { applyOrders } from '../orders/apply-orders.ts';

/**
 * Writes what lines of a backfill say, together with the place that they end at: a stretch is written
 * once, however often it is read. False, and nothing was written, where somebody else has written it or
 * the backfill has ended.
 *
 * @param tx a transaction of its own
 */
export async function writeLines(
  tx: SystemDatabase,
  source: Pick<LineSource, 'id' | 'shop_id' | 'backfill_id' | 'kind'>,
  stretch: Stretch,
): Promise<boolean> {
  const { shop_id, kind } = source;
  const { read, from, to, isLast } = stretch;
  const backfill_id = source.backfill_id!;
  // Who scores the shop waits meanwhile, and the other way round; deliveries do not wait for either.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('store'), hashtext(${shop_id}))`);
  const live = tx.select({ id: backfills.id }).from(backfills)
    .where(and(eq(backfills.id, backfill_id), inArray(backfills.state, backfillMachine.open)));
  if (!await moveSource(tx, source, stretch, exists(live))) return false;

  const { customers, orders, rejects } = read;
  const none = { written: 0 };
  const people = customers.length ? await applyCustomers(tx, { shop_id, customers }) : none;
  const bought = orders.length ? await applyOrders(tx, { shop_id, orders }) : none;
  const [counted] = await tx.update(backfills)
    .set({
      state: 'running',
      bytes_done: sql`${backfills.bytes_done} + ${to.bytes - from.bytes}`,
      lines_done: sql`${backfills.lines_done} + ${read.lines}`,
      customers: sql`${backfills.customers} + ${customers.length}`,
      orders: sql`${backfills.orders} + ${orders.length}`,
      changed: sql`${backfills.changed} + ${people.written + bought.written}`,
      ignored: sql`${backfills.ignored} + ${read.ignored}`,
      rejected: sql`${backfills.rejected} + ${rejects.length}`,
    })
    .where(eq(backfills.id, backfill_id))
    .returning({ rejected: backfills.rejected });
  const room = MAX_REJECTS - (counted!.rejected - rejects.length);
  if (rejects.length > 0 && room > 0) {
    await tx.insert(backfillRejects).values(
      rejects.slice(0, room).map((reject) => ({ backfill_id, shop_id, kind, ...reject })),
    );
  }
  if (isLast) await succeedWhereAllIsRead(tx, backfill_id);
  return true;
}

/** Ends a backfill of which nothing is left to be read. */
export async function succeedWhereAllIsRead(tx: SystemDatabase, backfillId: string): Promise<void> {
  const unread = tx.select({ id: lineSources.id }).from(lineSources)
    .where(and(eq(lineSources.backfill_id, backfillId), isNull(lineSources.finished_at)));
  await tx.update(backfills).set({ state: 'succeeded', ended_at: sql`now()` })
    .where(and(eq(backfills.id, backfillId), sql`not exists ${unread}`));
}
