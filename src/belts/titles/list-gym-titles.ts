import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { titles } from '../../db/schema/belts/graduations/titles.ts';
import type { Title } from './contract.ts';

/** Lists the titles that a gym's staff wrote down, the latest first; for staff. */
export const listGymTitles = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<Title>> =>
  newestFirst(titles).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(titles).where(and(eq(titles.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
