import { and, eq } from 'drizzle-orm';
import type { MembershipStatus, MembershipWithPerson } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { memberships, users } from '../../db/schema/index.ts';
import { hasStatus } from './membership-status.ts';

const order = newestFirst(memberships.created_at, memberships.id);

/**
 * The memberships of a gym with the people behind them, newest first; staff see all of them, others
 * at most their own. A profile that the caller may not read (someone who left) is null.
 */
export async function listMemberships(
  db: Database,
  gymId: string,
  status: MembershipStatus | undefined,
  page: PageRequest,
): Promise<Slice<MembershipWithPerson>> {
  const rows = await db.select({ membership: memberships, person: users })
    .from(memberships)
    .leftJoin(users, eq(users.id, memberships.user_id))
    .where(and(
      eq(memberships.gym_id, gymId),
      status && hasStatus(status),
      order.where(page.after),
    ))
    .orderBy(...order.orderBy).limit(order.fetch(page.limit));
  const found = rows.map(({ membership, person }) => ({ ...membership, person }));
  return order.slice(found, page.limit, (row) => [row.created_at, row.id]);
}
