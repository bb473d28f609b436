import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { Movement, type MovementsQuery } from './contract.ts';

/**
 * Counts how customers of a shop moved between segments from the end of one day to that of another,
 * those who stayed included: for managers of its gym, and none to others.
 */
export async function listMovements(
  { db }: CallerContext,
  { shop_id, from, to }: MovementsQuery & { shop_id: string },
): Promise<{ items: Movement[] }> {
  const call = sql`private.segment_movements(${shop_id}, ${from}, ${to})`;
  return { items: await callFor(db, Movement, call) };
}
