import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { callForRows } from '../../db/call.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import { onViolations } from '../../db/violation.ts';
import { conflict, forbidden, gone, invalid, notFound, wrongState } from '../../errors.ts';
import { claimRefusals } from './claim-refusals.ts';
import type { AcceptInvitationInput, Invitation } from './contract.ts';
import { hashOf } from './token.ts';

const refusals = {
  ...claimRefusals,
  invitation_not_found: () => notFound('invitation_not_found', 'There is no such invitation.'),
  invitation_not_yours: () =>
    forbidden('invitation_not_yours', 'It was sent to another address than your verified one.'),
  invitation_accepted: () => wrongState('invitation', 'accepted'),
  invitation_revoked: () => gone('invitation_revoked', 'The gym has taken it back.'),
  invitation_expired: () => gone('invitation_expired', 'It has expired. Ask for another one.'),
  already_member: () => conflict('already_member', 'You are a member of this gym.'),
  record_active_elsewhere: () =>
    conflict(
      'record_active_elsewhere',
      'The record is active in another gym, which must have invited your address too.',
    ),
  account_in_use: () =>
    conflict('account_in_use', 'Your account has data of its own, and is not merged with another.'),
  guardianships_of_a_child: () => conflict('not_a_child', 'Whom it is about is eighteen.'),
  guardianships_by_an_adult: () =>
    forbidden('guardian_is_a_child', 'Who is not eighteen yet is no guardian.'),
  guardianships_two_check: () => conflict('own_record', 'Nobody is their own guardian.'),
  consents_text_fk: () =>
    invalid('consent_text_unknown', 'Agree to a text there is.', 'body.consent'),
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
