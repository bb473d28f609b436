import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { frontDesks } from '../../../db/schema/academy/front-desk/front-desks.ts';
import type { FrontDesk } from './contract.ts';
import { frontDeskColumns } from './front-desk-columns.ts';

/** Lists the devices that were let in for a gym, newest first, revoked ones too; for its managers. */
export const listFrontDesks = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<FrontDesk>> =>
  newestFirst(frontDesks).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select(frontDeskColumns).from(frontDesks).where(and(eq(frontDesks.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
