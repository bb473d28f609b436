import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { titles } from '../../db/schema/belts/graduations/titles.ts';
import type { Title } from './contract.ts';

/** Lists what the caller, a child of theirs or somebody in their gyms won, the latest written down first. */
export const listTitles = (
  { db, caller }: CallerContext,
  { user_id = caller.userId, page }: { user_id?: string | undefined; page: PageRequest },
): Promise<Slice<Title>> =>
  newestFirst(titles).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(titles).where(and(eq(titles.user_id, user_id), where))
        .orderBy(...orderBy).limit(limit),
  );
