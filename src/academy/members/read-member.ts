import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { users } from '../../db/schema/identity/users.ts';
import { refuse } from '../../errors.ts';
import type { Member } from './contract.ts';

export const memberNotFound = () => refuse('member_not_found');

/**
 * Reads the profile of a member as staff of the gym, its managers also of who asks to join. Reading a
 * child's is in the trail, once a day for each reader.
 * @throws `member_not_found`
 */
export async function readMember(
  { db }: CallerContext,
  { gym_id, user_id }: { gym_id: string; user_id: string },
): Promise<Member> {
  const [member] = await callForRows(
    db,
    users,
    sql`private.member_profile(${gym_id}, ${user_id})`,
  );
  if (!member) throw memberNotFound();
  return member;
}
