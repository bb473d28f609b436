import { acceptInvitation } from '../../../../src/academy/invitations/accept-invitation.ts';
import {
  AcceptInvitationInput,
  Invitation,
  InvitationParams,
  InviteInput,
  SentInvitation,
} from '../../../../src/academy/invitations/contract.ts';
import { invite } from '../../../../src/academy/invitations/invite.ts';
import { listInvitations } from '../../../../src/academy/invitations/list-invitations.ts';
import { revokeInvitation } from '../../../../src/academy/invitations/revoke-invitation.ts';
import { pageOf, PageQuery } from '../../../../src/contract/page.ts';
import { GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';

export function invitationRoutes(app: App): void {
  route(app, userStack, {
    id: 'invite',
    method: 'post',
    path: '/gyms/{gym_id}/invitations',
    summary: 'Invite an address: somebody new, to a record, or as a guardian; for managers',
    description: 'The token is told once, in this answer: hand it to the invited.',
    params: GymParams,
    body: InviteInput,
    response: SentInvitation,
    status: 201,
    // A replay would have to keep the answer, and with it the token.
    idempotent: false,
    problems: [
      'not_a_manager',
      'member_not_found',
      'record_has_account',
      'record_has_guardian',
      'not_a_child',
    ],
  }, invite);

  route(app, userStack, {
    id: 'listInvitations',
    method: 'get',
    path: '/gyms/{gym_id}/invitations',
    summary: 'Whom the gym invited, and what came of it; for managers',
    params: GymParams,
    query: PageQuery,
    response: pageOf(Invitation),
  }, listInvitations);

  route(app, userStack, {
    id: 'revokeInvitation',
    method: 'delete',
    path: '/invitations/{invitation_id}',
    summary: 'Take an invitation back; for managers',
    params: InvitationParams,
    problems: ['invitation_not_found', 'invitation_accepted'],
  }, revokeInvitation);

  route(app, userStack, {
    id: 'acceptInvitation',
    method: 'post',
    path: '/invitations/accept',
    summary: 'Accept an invitation that was sent to my verified address',
    description: 'Who claims a record is that record from then on, with its history; the account ' +
      'they came with must not have been used.',
    body: AcceptInvitationInput,
    response: Invitation,
    problems: [
      'invitation_not_found',
      'invitation_not_yours',
      'invitation_accepted',
      'invitation_revoked',
      'invitation_expired',
      'already_member',
      'record_has_account',
      'record_has_guardian',
      'record_active_elsewhere',
      'account_in_use',
      'own_record',
      'not_a_child',
      'guardian_is_a_child',
      'consent_text_unknown',
    ],
  }, acceptInvitation);
}
