import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { classes } from '../../db/schema/academy/schedule/classes.ts';
import { refuse } from '../../errors.ts';
import type { Class } from './contract.ts';

/**
 * Reads one weekly class; members of its gym may.
 * @throws `class_not_found`
 */
export async function readClass(
  { db }: Pick<CallerContext, 'db'>,
  { class_id }: { class_id: string },
): Promise<Class> {
  const [found] = await db.select().from(classes)
    .where(and(eq(classes.id, class_id), isNull(classes.deleted_at)));
  if (!found) throw refuse('class_not_found');
  return found;
}
