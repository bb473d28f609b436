import { type Param, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../db/call.ts';
import type { SystemDatabase } from '../db/client.ts';

/** What came of news: `stale` says what was known already, or older than what is known. */
export const Applied = z.object({ written: z.int(), stale: z.int() });
export type Applied = z.output<typeof Applied>;

/** Calls one of the functions that apply news. */
export async function callApply(db: SystemDatabase, call: SQL): Promise<Applied> {
  const [applied] = await callFor(db, Applied, call);
  return applied!;
}

/**
 * One argument: what `of` reads of each piece of news, as an array. Of which type is said by the
 * function that is called, of whose name there is one.
 */
export const column = <T>(
  news: readonly T[],
  of: (one: T) => string | number | Date | null,
): Param =>
  sql.param(news.map((one) => {
    const value = of(one);
    return value instanceof Date ? value.toISOString() : value;
  }));

/** What Postgres can hold of text from elsewhere; null for what is empty. */
export const storable = (text: string): string | null => text.replaceAll('\0', '') || null;
