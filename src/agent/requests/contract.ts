import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, text, timestamps } from '../../contract/fields.ts';
import { agentRequests } from '../../db/schema/agent/agent-requests.ts';

export const RequestParams = z.object({ request_id: z.uuid() });

export const AskInput = z.strictObject({ input: text(4000).meta({ description: 'The question' }) })
  .meta({ id: 'AskInput' });
export type AskInput = z.output<typeof AskInput>;

export const Citation = z.object({
  chunk_id: z.uuid(),
  document_id: z.uuid(),
  title: z.string(),
  heading: z.string().nullable(),
  quote: z.string().meta({ description: "The document's own text between the offsets" }),
  start_offset: z.int().meta({ description: 'In the extracted text, UTF-16 code units' }),
  end_offset: z.int(),
}).meta({ id: 'Citation' });

const requestRow = createSelectSchema(agentRequests, {
  id: z.uuid(),
  session_id: z.uuid(),
  output: z.string().nullable().meta({
    description: 'Text, not markup: the documents had a say in it',
  }),
  citations: z.array(Citation).meta({ description: '`[n]` in the output is the n-th of these' }),
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  ...timestamps,
});

export const AgentRequest = requestRow.pick({
  id: true,
  session_id: true,
  status: true,
  input: true,
  output: true,
  citations: true,
  model: true,
  error: true,
  started_at: true,
  finished_at: true,
  created_at: true,
  updated_at: true,
}).meta({ id: 'AgentRequest' });
export type AgentRequest = z.output<typeof AgentRequest>;
