import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { timestamps } from '../../contract/fields.ts';
import { agentSessions, sessionTitle } from '../../db/schema/agent/sessions/agent-sessions.ts';

const context = { gym_id: EXAMPLE.gym_id };

/** What narrows the search behind a session's answers. */
export const SessionContext = z.strictObject({
  gym_id: z.guid().optional().meta({ description: "Only this gym's documents" }),
  document_ids: z.array(z.guid()).min(1).max(50).optional().meta({
    description: 'Only these documents',
  }),
}).meta({ id: 'AgentSessionContext', example: context });
export type SessionContext = z.output<typeof SessionContext>;

export const AgentSession = createSelectSchema(agentSessions, {
  id: z.guid(),
  context: z.record(z.string(), z.unknown()).meta({
    description: 'What narrows the search, as `AgentSessionContext` has it',
  }),
  ...timestamps,
}).pick({ id: true, title: true, context: true, created_at: true, updated_at: true })
  .meta({
    id: 'AgentSession',
    example: {
      id: EXAMPLE.session_id,
      title: 'What does a visitor pay?',
      context,
      created_at: EXAMPLE.asked,
      updated_at: EXAMPLE.asked,
    },
  });
export type AgentSession = z.output<typeof AgentSession>;

export const CreateSessionInput = z.strictObject({
  title: sessionTitle.schema.optional().meta({
    description: 'Else the first question becomes the title',
  }),
  context: SessionContext.default({}),
}).meta({ id: 'CreateAgentSessionInput', example: { context } });
export type CreateSessionInput = z.output<typeof CreateSessionInput>;

export const UpdateSessionInput = z.strictObject({
  title: sessionTitle.schema,
  context: SessionContext,
})
  .partial().refine((input) => Object.keys(input).length > 0, {
    error: 'must name at least one field',
  }).meta({ id: 'UpdateAgentSessionInput', example: { title: 'Visitors' } });
export type UpdateSessionInput = z.output<typeof UpdateSessionInput>;

export const SessionParams = z.object({ session_id: z.guid() });
