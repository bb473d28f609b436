import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import type { Invitation } from './contract.ts';

/** Lists whom a gym invited and what came of it, newest first; for its managers. */
export const listInvitations = (
  { db }: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<Invitation>> =>
  newestFirst(invitations).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(invitations).where(and(eq(invitations.gym_id, gym_id), where))
        .orderBy(...orderBy).limit(limit),
  );
