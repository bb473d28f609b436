import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../../contract/fields.ts';
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
}).meta({ id: 'Membership' });
export type Membership = z.output<typeof Membership>;

/** A membership with the name behind it, for the staff who decide. */
export const MembershipWithPerson = Membership.extend({
  person: z.object({
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    image_url: z.string().nullable(),
    email: z.string().nullable(),
  }).nullable(),
}).meta({ id: 'MembershipWithPerson' });
export type MembershipWithPerson = z.output<typeof MembershipWithPerson>;

export const MembershipWithGym = Membership.extend({ gym: Gym }).meta({ id: 'MembershipWithGym' });
export type MembershipWithGym = z.output<typeof MembershipWithGym>;

export const MembershipParams = z.object({ membership_id: z.guid() });

export const MembershipsQuery = PageQuery.extend({ status: MembershipStatus.optional() });

export const ApproveInput = z.strictObject({ role: MemberRole.default('STUDENT') })
  .meta({ id: 'ApproveInput' });
export type ApproveInput = z.output<typeof ApproveInput>;

export const ChangeRoleInput = z.strictObject({ role: MemberRole }).meta({ id: 'ChangeRoleInput' });
export type ChangeRoleInput = z.output<typeof ChangeRoleInput>;

/** What members may know of each other. */
export const DirectoryEntry = z.object({
  user_id: z.guid(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  image_url: z.string().nullable(),
  role: MemberRole,
}).meta({ id: 'DirectoryEntry' });
export type DirectoryEntry = z.output<typeof DirectoryEntry>;
