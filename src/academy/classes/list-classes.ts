import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { classes } from '../../db/schema/academy/schedule/classes.ts';
import type { Class } from './contract.ts';

/** Lists the weekly classes of a gym, also those that have ended, newest first; for its members. */
export const listClasses = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<Class>> =>
  newestFirst(classes).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(classes)
        .where(and(eq(classes.gym_id, gym_id), isNull(classes.deleted_at), where))
        .orderBy(...orderBy).limit(limit),
  );
