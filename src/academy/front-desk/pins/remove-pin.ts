import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ForPerson } from '../../../contract/for-person.ts';
import type { CallerContext } from '../../../db/context.ts';
import { callFor } from '../../../db/call.ts';
import { onViolation } from '../../../db/violation.ts';
import { refuse } from '../../../errors.ts';
import { memberNotFound } from '../../members/read-member.ts';

const Answer = z.object({ removed: z.boolean() });

/**
 * Takes a member's PIN for the front desks of a gym: one's own, a child's, or, as a manager, any
 * member's.
 * @throws `member_not_found`, `pin_not_found`
 */
export async function removePin(
  { db, caller }: CallerContext,
  { gym_id, user_id = caller.userId }: { gym_id: string } & ForPerson,
): Promise<void> {
  const call = sql`private.remove_pin(${gym_id}, ${user_id}) as removed`;
  const [answer] = await callFor(db, Answer, call)
    .catch(onViolation('member_not_found', memberNotFound));
  if (!answer!.removed) throw refuse('pin_not_found');
}
