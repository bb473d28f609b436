import { type SQL, sql } from 'drizzle-orm';
import type { SystemContext } from '../../db/context.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { findPostgresError } from '../../db/violation.ts';
import type { DeliveryOutcome } from './contract.ts';
import { readDelivery, topicOf } from './read-delivery.ts';

/** A delivery whose signature was verified. */
export interface Delivery {
  shop: { id: string; currency: string };
  topic: string;
  event_id: string;
  triggered_at: Date;
  /** Its body. */
  text: string;
}

/** What a column does not take, though its topic's contract let it through. */
const UNFIT = /^2[23]/;

/** Rows that it writes are held by something slow, or by one that waits for it. */
const HELD = ['55P03', '40P01'];

/**
 * Handles a verified delivery, once: the entry in the ledger and what it changes are one statement, so
 * one that fails can be sent again. Where rows are held by something slow, it is left to a job.
 *
 * @returns `problem` says which field could not be read, of an unreadable one
 */
export async function receiveDelivery(
  { db }: SystemContext,
  { shop, topic: name, event_id, triggered_at, text }: Delivery,
): Promise<{ outcome: DeliveryOutcome; problem?: string }> {
  const entry = sql`${shop.id}, ${name}, ${event_id}, ${triggered_at}`;
  const topic = topicOf(name);
  if (!topic) return { outcome: await note(db, entry) ?? 'ignored' };
  const read = readDelivery(topic, text, { currency: shop.currency, triggered_at });
  if (read.problem !== undefined) {
    const { problem } = read;
    return { outcome: await note(db, sql`${entry}, ${problem}`) ?? 'unreadable', problem };
  }
  const { body, effect } = read;
  if (!effect) return { outcome: await note(db, entry) ?? 'ignored' };
  try {
    const [done] = await db.execute<{ written: number }>(sql`
      select effect.written from private.note_delivery(${entry}) as noted (shop_id),
        lateral ${effect.item(sql`noted.shop_id`)} as effect`);
    if (!done) return { outcome: 'duplicate' };
    return { outcome: done.written > 0 ? 'applied' : 'stale' };
  } catch (error) {
    const code = findPostgresError(error)?.code ?? '';
    if (UNFIT.test(code)) {
      const problem = `The database refuses it with ${code}`;
      return { outcome: await note(db, sql`${entry}, ${problem}`) ?? 'unreadable', problem };
    }
    if (!HELD.includes(code)) throw error;
    const kept = JSON.stringify(body);
    const [noted] = await db.execute(sql`
      select from private.postpone_delivery(${entry}, ${kept}, ${effect.about ?? null})`);
    return { outcome: noted ? 'postponed' : 'duplicate' };
  }
}

/** Notes a delivery for which nothing else is to be done. */
async function note(db: SystemDatabase, entry: SQL): Promise<'duplicate' | undefined> {
  const [noted] = await db.execute(sql`select from private.note_delivery(${entry})`);
  return noted ? undefined : 'duplicate';
}
