import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { checkIns } from '../../db/schema/academy/check-ins/check-ins.ts';
import type { CheckIn } from './contract.ts';

/** The order of all lists of check-ins: the latest made first. */
export const latestMade = keyset('desc', checkIns.made_at, checkIns.id);

/** Lists check-ins in a gym, of one class or date if it is named, the latest made first; for staff. */
export const listGymCheckIns = (
  { db }: CallerContext,
  { gym_id, class_id, class_date, page }: {
    gym_id: string;
    class_id?: string | undefined;
    class_date?: string | undefined;
    page: PageRequest;
  },
): Promise<Slice<CheckIn>> =>
  latestMade.list(page, ({ where, orderBy, limit }) =>
    db.select().from(checkIns).where(and(
      eq(checkIns.gym_id, gym_id),
      class_id === undefined ? undefined : eq(checkIns.class_id, class_id),
      class_date === undefined ? undefined : eq(checkIns.class_date, class_date),
      where,
    )).orderBy(...orderBy).limit(limit));
