import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import {
  duesGraceDays,
  duesRules,
  gymAddress,
  gymLogo,
  gymName,
  gyms,
  gymSince,
  waitlists,
} from '../../db/schema/academy/gyms.ts';
import { calendarDate, instant, timestamps, timezone } from '../../contract/fields.ts';

const gymRow = createSelectSchema(gyms, {
  id: z.guid(),
  since: calendarDate.nullable().meta({ description: 'The day it was founded' }),
  closed_at: instant.nullable().meta({ description: 'Since when it is no more' }),
  ...timestamps,
});

const founding = {
  name: 'Kaizen Dojo',
  address: 'Rua Augusta 1200, São Paulo',
  logo: 'https://kaizen.example/logo.png',
  since: '2004-05-01',
  timezone: 'America/Sao_Paulo',
  waitlist: 'promote',
  dues: 'off',
  dues_grace_days: 7,
};

export const Gym = gymRow.pick({
  id: true,
  name: true,
  address: true,
  logo: true,
  since: true,
  timezone: true,
  waitlist: true,
  dues: true,
  dues_grace_days: true,
  closed_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Gym',
  example: {
    id: EXAMPLE.gym_id,
    ...founding,
    closed_at: null,
    created_at: EXAMPLE.founded,
    updated_at: EXAMPLE.founded,
  },
});
export type Gym = z.output<typeof Gym>;

const gymFields = {
  name: gymName.schema,
  address: gymAddress.schema.nullable(),
  logo: gymLogo.schema.nullable(),
  since: gymSince.schema.nullable(),
  timezone,
  waitlist: waitlists.schema.meta({
    description:
      'A place that comes free goes to the next in line at once, or is held for them for 30 minutes',
  }),
  dues: duesRules.schema.meta({
    description: 'What check-in asks about dues: nothing, of those who have an account how it ' +
      'stands, or of everybody but staff that one covers them',
  }),
  dues_grace_days: duesGraceDays.schema.meta({
    description: 'For how many days who owes dues may still train',
  }),
};

export const CreateGymInput = z.strictObject({
  ...gymFields,
  address: gymFields.address.default(null),
  logo: gymFields.logo.default(null),
  since: gymFields.since.default(null),
  waitlist: gymFields.waitlist.optional(),
  dues: gymFields.dues.optional(),
  dues_grace_days: gymFields.dues_grace_days.optional(),
}).meta({ id: 'CreateGymInput', example: founding });
export type CreateGymInput = z.output<typeof CreateGymInput>;

export const UpdateGymInput = z.strictObject({
  ...gymFields,
  manager_id: z.guid().meta({ description: 'Hands the gym over to one of its members' }),
}).partial().refine((input) => Object.keys(input).length > 0, {
  error: 'must name at least one field',
}).meta({ id: 'UpdateGymInput', example: { address: 'Rua Augusta 1500, São Paulo', logo: null } });
export type UpdateGymInput = z.output<typeof UpdateGymInput>;
