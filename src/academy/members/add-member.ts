import { eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { columnsOf } from '../../db/columns-of.ts';
import { users } from '../../db/schema/identity/users.ts';
import { refuse } from '../../errors.ts';
import { callAddMembers } from './call-add-members.ts';
import { type AddMemberInput, Member } from './contract.ts';

const columns = columnsOf(Member, users);

/**
 * Adds somebody who does not sign in, a child or a walk-in, as an approved member.
 * @throws `not_a_manager` (forbidden), `member_known`, `external_ref_taken` (conflict)
 */
export async function addMember(
  { db }: CallerContext,
  { gym_id, body }: { gym_id: string; body: AddMemberInput },
): Promise<Member> {
  const options = { source: 'staff', dryRun: false } as const;
  const [line] = await callAddMembers(db, gym_id, [{ ...body, line: 1 }], options);
  if (line!.outcome === 'known') {
    throw refuse('member_known');
  }
  const [member] = await db.select(columns).from(users).where(eq(users.id, line!.user_id!));
  return member!;
}
