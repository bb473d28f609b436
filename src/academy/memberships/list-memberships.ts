import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { users } from '../../db/schema/identity/users.ts';
import type { MembershipStatus, MembershipWithPerson } from './contract.ts';
import { hasStatus } from './membership-status.ts';

/**
 * Lists the memberships of a gym with the people behind them, newest first; staff see all of them,
 * others at most their own. A profile that the caller may not read (someone who left) is null.
 */
export const listMemberships = (
  { db }: CallerContext,
  { gym_id, status, page }: {
    gym_id: string;
    status?: MembershipStatus | undefined;
    page: PageRequest;
  },
): Promise<Slice<MembershipWithPerson>> =>
  newestFirst(memberships).list(page, async ({ where, orderBy, limit }) => {
    const rows = await db.select({ membership: memberships, person: users })
      .from(memberships)
      .leftJoin(users, eq(users.id, memberships.user_id))
      .where(and(eq(memberships.gym_id, gym_id), status && hasStatus(status), where))
      .orderBy(...orderBy).limit(limit);
    return rows.map(({ membership, person }) => ({ ...membership, person }));
  });
