import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { classChanges } from '../../db/schema/academy/schedule/class-changes.ts';
import type { ClassChange } from './contract.ts';

/** Lists the changes and closures of a gym's schedule, the latest made first; for its members. */
export const listChanges = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<ClassChange>> =>
  newestFirst(classChanges).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(classChanges).where(and(eq(classChanges.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
