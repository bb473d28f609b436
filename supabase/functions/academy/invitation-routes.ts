import { acceptInvitation } from '../../../src/academy/invitations/accept-invitation.ts';
import {
  AcceptInvitationInput,
  Invitation,
  InvitationParams,
  InviteInput,
  SentInvitation,
} from '../../../src/academy/invitations/contract.ts';
import { invite } from '../../../src/academy/invitations/invite.ts';
import { listInvitations } from '../../../src/academy/invitations/list-invitations.ts';
import { revokeInvitation } from '../../../src/academy/invitations/revoke-invitation.ts';
import { GymParams } from '../../../src/academy/gyms/contract.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

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
    problems: {
      403: 'Not a manager of this gym',
      404: 'No such member',
      409: 'Whom the record is about signs in already, or a guardian acts for them',
      422: 'A guardian for who is no child',
    },
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
    problems: { 404: 'No such invitation', 409: 'It was accepted' },
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
    problems: {
      403: 'Sent to another address',
      404: 'No such invitation',
      409: 'Accepted already, or what it offers cannot be had',
      410: 'Taken back, or expired',
      422: 'No such text to agree to',
    },
  }, acceptInvitation);
}
