import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { users } from '../../db/schema/identity/users.ts';
import { onViolations } from '../../db/violation.ts';
import { BIRTH_DATE_GUARDED, birthDateGuarded } from '../../birth-date-guarded.ts';
import { refuse } from '../../errors.ts';
import { notAManager } from '../memberships/membership-refusal.ts';
import type { Member, UpdateMemberInput } from './contract.ts';
import { memberNotFound } from './read-member.ts';

/**
 * Changes a member's profile as a manager: of who neither signs in nor has a guardian all of it, of any
 * child the birth date, which is in the trail.
 * @throws `member_not_found`, `not_a_manager`, `profile_not_the_gyms`, `birth_date_guarded` (forbidden)
 */
export async function updateMember(
  { db }: CallerContext,
  { gym_id, user_id, body }: { gym_id: string; user_id: string; body: UpdateMemberInput },
): Promise<Member> {
  const call = sql`private.change_member(${gym_id}, ${user_id}, ${JSON.stringify(body)}::jsonb)`;
  const [member] = await callForRows(db, users, call).catch(onViolations({
    not_a_manager: notAManager,
    users_not_the_gyms: () => refuse('profile_not_the_gyms'),
    [BIRTH_DATE_GUARDED]: birthDateGuarded,
  }));
  if (!member) throw memberNotFound();
  return member;
}
