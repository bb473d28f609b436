import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant, timestamps, timezone } from '../../contract/fields.ts';
import { dateOfBirth } from '../../contract/person.ts';
import { phoneNumber } from '../../db/declare/bounds.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { personImage, personName } from '../../db/declare/person-bounds.ts';
import { instagramName, providers, users } from '../../db/schema/identity/users.ts';

/** A row of `users` in the contract's types, to pick from. */
export const userRow = createSelectSchema(users, {
  id: z.guid(),
  birth_date: calendarDate.nullable(),
  ...timestamps,
});

const example = {
  id: EXAMPLE.user_id,
  email: 'ana@kaizen.example',
  first_name: 'Ana',
  last_name: 'Souza',
  image_url: 'https://img.example/ana.jpg',
  birth_date: '1998-04-17',
  gender: 'female',
  phone: '+5511999998888',
  instagram: 'ana.treina',
  timezone: 'America/Sao_Paulo',
  created_at: EXAMPLE.founded,
  updated_at: EXAMPLE.asked,
};

/** A person as they see themselves, and as the staff of their gym sees who is an adult. */
export const User = userRow.pick({
  id: true,
  email: true,
  first_name: true,
  last_name: true,
  image_url: true,
  birth_date: true,
  gender: true,
  phone: true,
  instagram: true,
  timezone: true,
  created_at: true,
  updated_at: true,
}).meta({ id: 'User', example });
export type User = z.output<typeof User>;

export const Profile = createSelectSchema(userProfiles, {
  usage_period_start: instant,
  ...timestamps,
}).pick({
  plan: true,
  subscription_status: true,
  usage_count: true,
  usage_period_start: true,
  updated_at: true,
}).meta({
  id: 'Profile',
  description: 'Plan and metering',
  example: {
    plan: 'free',
    subscription_status: 'none',
    usage_count: 12,
    usage_period_start: '2026-03-01T00:00:00.000Z',
    updated_at: EXAMPLE.asked,
  },
});
export type Profile = z.output<typeof Profile>;

export const Me = User.extend({ provider: providers.schema }).meta({
  id: 'Me',
  example: { ...example, provider: 'supabase' },
});
export type Me = z.output<typeof Me>;

/** What a person may change about themselves; `null` clears. */
export const UpdateMeInput = z.strictObject({
  first_name: personName.schema.nullable(),
  last_name: personName.schema.nullable(),
  image_url: personImage.schema.nullable(),
  birth_date: dateOfBirth.nullable(),
  gender: userRow.shape.gender,
  phone: phoneNumber.schema.nullable(),
  instagram: instagramName.schema.nullable(),
  timezone: timezone.nullable(),
}).partial().refine((input) => Object.keys(input).length > 0, {
  error: 'must name at least one field',
}).meta({ id: 'UpdateMeInput', example: { phone: '+5511999998888', instagram: null } });
export type UpdateMeInput = z.output<typeof UpdateMeInput>;

export const UserParams = z.object({ user_id: z.guid() });
