import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../../contract/fields.ts';
import {
  agentRequests,
  citations,
  question,
} from '../../db/schema/agent/requests/agent-requests.ts';

export const RequestParams = z.object({ request_id: z.guid() });

export const AskInput = z.strictObject({
  input: question.schema.meta({ description: 'The question' }),
})
  .meta({ id: 'AskInput' });
export type AskInput = z.output<typeof AskInput>;

const { quote, start_offset } = citations.item.shape;

export const Citation = citations.item.extend({
  quote: quote.meta({ description: "The document's own text between the offsets" }),
  start_offset: start_offset.meta({ description: 'In the extracted text, UTF-16 code units' }),
}).meta({ id: 'Citation' });

const requestRow = createSelectSchema(agentRequests, {
  id: z.guid(),
  session_id: z.guid(),
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
