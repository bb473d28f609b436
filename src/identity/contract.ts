import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { pushTokens, userProfiles, users } from '../db/schema/index.ts';
import { AgentRequest } from '../agent/requests/contract.ts';
import { AgentSession } from '../agent/sessions/contract.ts';
import { UsageEvent } from '../agent/usage/contract.ts';
import { calendarDate, imageUrl, instant, text, timestamps } from '../contract/fields.ts';
import { Document } from '../knowledge/documents/contract.ts';

const userRow = createSelectSchema(users, {
  id: z.uuid(),
  birth_date: calendarDate.nullable(),
  ...timestamps,
});

/** A person as they see themselves, and as the staff of their gym sees them. */
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
  created_at: true,
  updated_at: true,
}).meta({ id: 'User' });
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
}).meta({ id: 'Profile', description: 'Plan and metering' });
export type Profile = z.output<typeof Profile>;

export const Me = User.extend({ provider: userRow.shape.provider }).meta({ id: 'Me' });
export type Me = z.output<typeof Me>;

/** What a person may change about themselves; `null` clears. */
export const UpdateMeInput = z.strictObject({
  first_name: text(100).nullable(),
  last_name: text(100).nullable(),
  image_url: imageUrl.nullable(),
  birth_date: calendarDate.nullable().refine(
    (date) => date === null || (date >= '1900-01-01' && Date.parse(date) <= Date.now()),
    { error: 'must be a date of birth' },
  ),
  gender: userRow.shape.gender,
  phone: z.e164().nullable(),
  instagram: z.string().regex(/^[a-z0-9._]{1,30}$/i).nullable(),
}).partial().refine((input) => Object.keys(input).length > 0, {
  error: 'must name at least one field',
}).meta({ id: 'UpdateMeInput' });
export type UpdateMeInput = z.output<typeof UpdateMeInput>;

const pushTokenRow = createSelectSchema(pushTokens, {
  id: z.uuid(),
  last_seen_at: instant,
  ...timestamps,
});

export const PushToken = pushTokenRow.pick({
  id: true,
  token: true,
  platform: true,
  last_seen_at: true,
  created_at: true,
}).meta({ id: 'PushToken' });
export type PushToken = z.output<typeof PushToken>;

export const RegisterPushTokenInput = z.strictObject({
  token: text(500).meta({ example: 'ExponentPushToken[xxxxxxxxxxxxxxxxxxxxxx]' }),
  platform: pushTokenRow.shape.platform,
}).meta({ id: 'RegisterPushTokenInput' });
export type RegisterPushTokenInput = z.output<typeof RegisterPushTokenInput>;

/** Everything the system holds about a person, in the words of the tables. */
export const UserExport = z.object({
  exported_at: instant,
  user: userRow.omit({ legacy_id: true }).extend({
    last_synced_at: instant.nullable(),
    identity_updated_at: instant.nullable(),
    deleted_at: instant.nullable(),
  }),
  profile: createSelectSchema(userProfiles, {
    id: z.uuid(),
    user_id: z.uuid(),
    usage_period_start: instant,
    ...timestamps,
  }),
  push_tokens: z.array(PushToken),
  memberships: z.array(z.object({
    gym: z.object({ id: z.uuid(), name: z.string() }),
    role: z.string(),
    approved_at: instant.nullable(),
    denied_at: instant.nullable(),
    left_at: instant.nullable(),
    created_at: instant,
  })),
  documents: z.array(Document.omit({ error_message: true })).meta({
    description: 'Files and texts are at /knowledge/documents',
  }),
  agent_sessions: z.array(AgentSession.extend({
    deleted_at: instant.nullable(),
    requests: z.array(AgentRequest),
  })),
  usage_events: z.array(UsageEvent),
}).meta({ id: 'UserExport' });
export type UserExport = z.output<typeof UserExport>;

export const Erasure = z.object({
  erased_at: instant,
  erased: z.array(z.string()).meta({ description: 'What was removed' }),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
  gyms_without_manager: z.array(z.object({ id: z.uuid(), name: z.string() })),
}).meta({ id: 'Erasure' });
export type Erasure = z.output<typeof Erasure>;
