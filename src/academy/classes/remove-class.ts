import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { classes } from '../../db/schema/academy/schedule/classes.ts';
import { classRefusal } from './class-refusals.ts';

const { starts_on, ends_on } = classes;

/**
 * Takes a class from the schedule, for its managers: from a date on, so that what was stays; or
 * altogether, as if it had never been there.
 * @throws `class_not_found`, `not_a_manager` (forbidden)
 */
export async function removeClass(
  { db }: CallerContext,
  { class_id, from }: { class_id: string; from?: string | undefined },
): Promise<void> {
  const [removed] = await db.update(classes)
    .set(
      from === undefined ? { deleted_at: sql`now()` } : {
        // From its first date on is altogether.
        deleted_at: sql`case when ${starts_on} >= ${from}::date then now() end`,
        ends_on:
          sql`case when ${starts_on} < ${from}::date then least(${ends_on}, ${from}::date - 1)
          else ${ends_on} end`,
      },
    )
    .where(and(eq(classes.id, class_id), isNull(classes.deleted_at)))
    .returning({ id: classes.id });
  if (!removed) throw await classRefusal(db, class_id);
}
