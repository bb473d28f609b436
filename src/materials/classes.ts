import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CallerDatabase } from '../db/client.ts';
import { classes } from '../db/schema/academy/schedule/classes.ts';

/** Reads the gym of a class that the caller sees and that is on the schedule. */
export async function gymOfClass(
  db: CallerDatabase,
  class_id: string,
): Promise<string | undefined> {
  const [found] = await db.select({ gym_id: classes.gym_id }).from(classes)
    .where(and(eq(classes.id, class_id), isNull(classes.deleted_at)));
  return found?.gym_id;
}

/**
 * The condition that a row is of a class or of another of its series: one that is changed from a date
 * on is another from then, and its material is still there.
 */
export const ofSeries = (column: PgColumn, gym_id: string, class_id: string): SQL =>
  sql`${column} in (
    select c.id from classes c join classes w on coalesce(w.series_id, w.id) in (c.series_id, c.id)
    where c.gym_id = ${gym_id} and w.gym_id = ${gym_id} and w.id = ${class_id})`;
