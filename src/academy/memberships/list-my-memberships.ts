import { desc, eq } from 'drizzle-orm';
import type { Caller } from '../../caller.ts';
import type { MembershipWithGym } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { memberships } from '../../db/schema/index.ts';

/** Where the caller belongs, asked to, or once belonged; newest first. */
export function listMyMemberships(db: Database, caller: Caller): Promise<MembershipWithGym[]> {
  return db.query.memberships.findMany({
    where: eq(memberships.user_id, caller.userId),
    with: { gym: true },
    orderBy: [desc(memberships.created_at), desc(memberships.id)],
  });
}
