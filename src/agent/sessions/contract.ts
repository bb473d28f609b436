import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { timestamps } from '../../contract/fields.ts';
import { agentSessions, sessionTitle } from '../../db/schema/agent/sessions/agent-sessions.ts';

/** What narrows the search behind a session's answers. */
export const SessionContext = z.strictObject({
  gym_id: z.guid().optional().meta({ description: "Only this gym's documents" }),
  document_ids: z.array(z.guid()).min(1).max(50).optional().meta({
    description: 'Only these documents',
  }),
}).meta({ id: 'AgentSessionContext' });
export type SessionContext = z.output<typeof SessionContext>;

export const AgentSession = createSelectSchema(agentSessions, {
  id: z.guid(),
  context: z.record(z.string(), z.unknown()),
  ...timestamps,
}).pick({ id: true, title: true, context: true, created_at: true, updated_at: true })
  .meta({ id: 'AgentSession' });
export type AgentSession = z.output<typeof AgentSession>;

export const CreateSessionInput = z.strictObject({
  title: sessionTitle.schema.optional().meta({
    description: 'Else the first question becomes the title',
  }),
  context: SessionContext.default({}),
}).meta({ id: 'CreateAgentSessionInput' });
export type CreateSessionInput = z.output<typeof CreateSessionInput>;

export const UpdateSessionInput = z.strictObject({
  title: sessionTitle.schema,
  context: SessionContext,
})
  .partial().refine((input) => Object.keys(input).length > 0, {
    error: 'must name at least one field',
  }).meta({ id: 'UpdateAgentSessionInput' });
export type UpdateSessionInput = z.output<typeof UpdateSessionInput>;

export const SessionParams = z.object({ session_id: z.guid() });
