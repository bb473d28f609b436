import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { memberships } from '../../db/schema/academy/memberships.ts';
import { Gym } from '../gyms/contract.ts';

const membershipRow = createSelectSchema(memberships, {
  id: z.guid(),
  user_id: z.guid(),
  gym_id: z.guid(),
  decided_by: z.guid().nullable(),
  approved_at: instant.nullable(),
  denied_at: instant.nullable(),
  left_at: instant.nullable(),
  ...timestamps,
});

export const MemberRole = membershipRow.shape.role;

export const MembershipStatus = z.enum(['pending', 'approved', 'denied', 'left']);
export type MembershipStatus = z.output<typeof MembershipStatus>;

const example = {
  id: EXAMPLE.membership_id,
  user_id: EXAMPLE.user_id,
  gym_id: EXAMPLE.gym_id,
  role: 'STUDENT',
  approved_at: EXAMPLE.decided,
  denied_at: null,
  decided_by: EXAMPLE.manager_id,
  left_at: null,
  external_ref: null,
  created_at: EXAMPLE.asked,
  updated_at: EXAMPLE.decided,
};
const ana = {
  first_name: 'Ana',
  last_name: 'Souza',
  image_url: 'https://img.example/ana.jpg',
};

export const Membership = membershipRow.pick({
  id: true,
  user_id: true,
  gym_id: true,
  role: true,
  approved_at: true,
  denied_at: true,
  decided_by: true,
  left_at: true,
  external_ref: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Membership',
  description:
    'Left where `left_at` is set, else denied or approved by whom `decided_by` names; a ' +
    'request that waits where none of the three times is.',
  example,
});
export type Membership = z.output<typeof Membership>;

/** A membership with the name behind it, for the staff who decide. */
export const MembershipWithPerson = Membership.extend({
  person: z.object({
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    image_url: z.string().nullable(),
    email: z.string().nullable(),
  }).nullable(),
}).meta({
  id: 'MembershipWithPerson',
  example: { ...example, person: { ...ana, email: 'ana@kaizen.example' } },
});
export type MembershipWithPerson = z.output<typeof MembershipWithPerson>;

export const MembershipWithGym = Membership.extend({ gym: Gym }).meta({
  id: 'MembershipWithGym',
  example: { ...example, gym: Gym.meta()!.example },
});
export type MembershipWithGym = z.output<typeof MembershipWithGym>;

export const MembershipParams = z.object({ membership_id: z.guid() });

export const MembershipsQuery = PageQuery.extend({ status: MembershipStatus.optional() });

export const ApproveInput = z.strictObject({ role: MemberRole.default('STUDENT') })
  .meta({ id: 'ApproveInput', example: { role: 'STUDENT' } });
export type ApproveInput = z.output<typeof ApproveInput>;

export const ChangeRoleInput = z.strictObject({ role: MemberRole })
  .meta({ id: 'ChangeRoleInput', example: { role: 'INSTRUCTOR' } });
export type ChangeRoleInput = z.output<typeof ChangeRoleInput>;

/** What members may know of each other. */
export const DirectoryEntry = z.object({
  ...namedPerson,
  role: MemberRole,
}).meta({
  id: 'DirectoryEntry',
  example: { user_id: EXAMPLE.user_id, ...ana, role: 'STUDENT' },
});
export type DirectoryEntry = z.output<typeof DirectoryEntry>;
