import { desc, eq } from 'drizzle-orm';
import type { ForPerson } from '../../contract/for-person.ts';
import type { CallerContext } from '../../db/context.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import type { MembershipWithGym } from './contract.ts';

/** Lists where the caller, or a child of theirs, belongs, asked to, or once belonged; newest first. */
export async function listMyMemberships(
  { db, caller }: CallerContext,
  { user_id = caller.userId }: ForPerson,
): Promise<{ items: MembershipWithGym[] }> {
  const items = await db.query.memberships.findMany({
    where: eq(memberships.user_id, user_id),
    with: { gym: true },
    orderBy: [desc(memberships.created_at), desc(memberships.id)],
  });
  return { items };
}
