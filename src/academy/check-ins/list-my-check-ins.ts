import { and, eq, gte } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import type { PageRequest, Slice } from '../../db/keyset.ts';
import { checkIns } from '../../db/schema/academy/check-ins/check-ins.ts';
import type { CheckIn } from './contract.ts';
import { latestMade } from './list-gym-check-ins.ts';

/** Lists the bookings and check-ins of the caller, or of a child of theirs, the latest made first. */
export const listMyCheckIns = (
  { db, caller }: CallerContext,
  { user_id = caller.userId, from, page }: ForPerson & {
    from?: string | undefined;
    page: PageRequest;
  },
): Promise<Slice<CheckIn>> =>
  latestMade.list(page, ({ where, orderBy, limit }) =>
    db.select().from(checkIns).where(and(
      eq(checkIns.user_id, user_id),
      from === undefined ? undefined : gte(checkIns.class_date, from),
      where,
    )).orderBy(...orderBy).limit(limit));
