import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { AgentRequest } from '../../agent/requests/contract.ts';
import { AgentSession } from '../../agent/sessions/contract.ts';
import { UsageEvent } from '../../agent/usage/contract.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { userProfiles } from '../../db/schema/identity/user-profiles.ts';
import { Document } from '../../knowledge/documents/contract.ts';
import { userRow } from '../account/contract.ts';
import { PushToken } from '../push-tokens/contract.ts';

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
