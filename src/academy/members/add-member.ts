import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { callAddMembers } from './call-add-members.ts';
import type { AddMemberInput, Member } from './contract.ts';
import { readMember } from './read-member.ts';

/**
 * Adds somebody who does not sign in, a child or a walk-in, as an approved member.
 * @throws `not_a_manager` (forbidden), `member_known`, `external_ref_taken` (conflict)
 */
export async function addMember(
  ctx: CallerContext,
  { gym_id, body }: { gym_id: string; body: AddMemberInput },
): Promise<Member> {
  const options = { source: 'staff', dryRun: false } as const;
  const [line] = await callAddMembers(ctx.db, gym_id, [{ ...body, line: 1 }], options);
  if (line!.outcome === 'known') {
    throw refuse('member_known');
  }
  return readMember(ctx, { gym_id, user_id: line!.user_id! });
}
