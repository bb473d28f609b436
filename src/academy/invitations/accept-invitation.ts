import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse, wrongState } from '../../errors.ts';
import { claimRefusals } from './claim-refusals.ts';
import type { AcceptInvitationInput, Invitation } from './contract.ts';
import { hashOf } from '../token.ts';

const refusals = {
  ...claimRefusals,
  invitation_not_found: () => refuse('invitation_not_found'),
  invitation_not_yours: () => refuse('invitation_not_yours'),
  invitation_accepted: () => wrongState('invitation', 'accepted'),
  invitation_revoked: () => refuse('invitation_revoked'),
  invitation_expired: () => refuse('invitation_expired'),
  already_member: () => refuse('already_member'),
  record_active_elsewhere: () => refuse('record_active_elsewhere'),
  account_in_use: () => refuse('account_in_use'),
  guardianships_of_a_child: () => refuse('not_a_child'),
  guardianships_by_an_adult: () => refuse('guardian_is_a_child'),
  guardianships_two_check: () => refuse('own_record'),
  consents_text_fk: () => refuse('consent_text_unknown', { field: 'body.consent' }),
};

/**
 * Accepts an invitation for the caller: they are let in, become the record that they claim, or a
 * child's guardian. After a claim they are another row of `users`: `ctx.forgetCaller` has them
 * looked up anew.
 * @throws what `refusals` says, by its keys
 */
export async function acceptInvitation(
  { db, forgetCaller }: CallerContext & { forgetCaller: () => void },
  { body: { token, consent } }: { body: AcceptInvitationInput },
): Promise<Invitation> {
  const call = sql`private.accept_invitation(${await hashOf(token)}, ${consent ?? null})`;
  const [accepted] = await callForRows(db, invitations, call).catch(onViolations(refusals));
  forgetCaller();
  return accepted!;
}
