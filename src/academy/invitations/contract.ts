import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { email } from '../../contract/person.ts';
import { invitations } from '../../db/schema/academy/invitations/invitations.ts';
import { textVersion } from '../../db/schema/identity/consents/consent-texts.ts';
import { guardianRelations } from '../../db/schema/identity/family/guardianships.ts';
import { memberRoles } from '../../db/schema/platform/member-roles.ts';

const example = {
  ...{ id: EXAMPLE.invitation_id, gym_id: EXAMPLE.gym_id, user_id: null, relation: null },
  ...{ email: 'ana@example.com', role: 'STUDENT', expires_at: EXAMPLE.later, accepted_by: null },
  ...{ accepted_at: null, revoked_at: null, created_at: EXAMPLE.asked },
};

/** An invitation, without what opens it. */
export const Invitation = createSelectSchema(invitations, {
  id: z.guid(),
  gym_id: z.guid(),
  user_id: z.guid().nullable(),
  accepted_by: z.guid().nullable(),
  expires_at: instant,
  accepted_at: instant.nullable(),
  revoked_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  user_id: true,
  email: true,
  role: true,
  relation: true,
  expires_at: true,
  accepted_by: true,
  accepted_at: true,
  revoked_at: true,
  created_at: true,
}).meta({ id: 'Invitation', example });
export type Invitation = z.output<typeof Invitation>;

/** What opens an invitation: 256 random bits. */
const token = z.string().regex(/^[\w-]{43}$/);

/** The answer to whoever invites, once: afterwards nobody has the token, only its hash is kept. */
export const SentInvitation = Invitation.extend({ token }).meta({
  id: 'SentInvitation',
  example: { ...example, token: 'Zk3w8Yd0Qm5rT1uXv7bNc2aLp9sJf4hGe6iKoUyRtEw' },
});
export type SentInvitation = z.output<typeof SentInvitation>;

export const InviteInput = z.union([
  z.strictObject({
    email,
    role: memberRoles.schema.meta({ description: 'Of somebody new' }),
  }),
  z.strictObject({
    email,
    user_id: z.guid().meta({ description: 'The record of the gym that the invited claims' }),
    relation: guardianRelations.schema.optional().meta({
      description: 'What the invited is to the child; they become its guardian, and claim nothing',
    }),
  }),
]).meta({ id: 'InviteInput', example: { email: 'ana@example.com', role: 'STUDENT' } });
export type InviteInput = z.output<typeof InviteInput>;

export const AcceptInvitationInput = z.strictObject({
  token,
  consent: textVersion.schema.optional().meta({
    description: 'For a guardian: the version of the text `child_data` that they agree to',
    example: '2026-11.en',
  }),
}).meta({
  id: 'AcceptInvitationInput',
  example: { token: 'Zk3w8Yd0Qm5rT1uXv7bNc2aLp9sJf4hGe6iKoUyRtEw' },
});
export type AcceptInvitationInput = z.output<typeof AcceptInvitationInput>;

export const InvitationParams = z.object({ invitation_id: z.guid() });
