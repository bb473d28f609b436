import { and, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import type { Gym } from './contract.ts';

/** Lists the gyms one can ask to join, newest first. */
export const listGyms = (
  { db }: CallerContext,
  { page }: { page: PageRequest },
): Promise<Slice<Gym>> =>
  newestFirst(gyms).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(gyms).where(and(isNull(gyms.closed_at), where)).orderBy(...orderBy).limit(
        limit,
      ),
  );
