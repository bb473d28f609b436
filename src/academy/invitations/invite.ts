import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { memberNotFound } from '../members/read-member.ts';
import { notAManager } from '../memberships/membership-refusal.ts';
import { claimRefusals } from './claim-refusals.ts';
import type { InviteInput, SentInvitation } from './contract.ts';
import { hashOf, newToken } from '../token.ts';

/**
 * Invites an address, as a manager: somebody new, whoever a record of the gym is about, or a guardian
 * of a child. The token is in this answer only; it opens for that address, verified, once, for
 * fourteen days.
 * @throws `not_a_manager` (forbidden), `member_not_found`, `record_has_account`,
 *   `record_has_guardian` (conflict), `not_a_child` (invalid)
 */
export async function invite(
  { db }: CallerContext,
  { gym_id, body }: { gym_id: string; body: InviteInput },
): Promise<SentInvitation> {
  const token = newToken();
  const [role, userId, relation] = 'role' in body
    ? [body.role, null, null]
    : [null, body.user_id, body.relation ?? null];
  const hash = await hashOf(token);
  const call =
    sql`private.invite(${gym_id}, ${userId}, ${body.email}, ${role}, ${relation}, ${hash})`;
  const [invitation] = await callForRows(db, invitations, call).catch(onViolations({
    ...claimRefusals,
    not_a_manager: notAManager,
    member_not_found: memberNotFound,
    guardianships_of_a_child: () => refuse('not_a_child', { field: 'body.user_id' }),
  }));
  return { ...invitation!, token };
}
