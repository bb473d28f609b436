import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import {
  agentRequests,
  citations,
  question,
} from '../../db/schema/agent/requests/agent-requests.ts';

export const RequestParams = z.object({ request_id: z.guid() });

const QUESTION = 'What does a visitor pay?';

export const AskInput = z.strictObject({
  input: question.schema.meta({ description: 'The question' }),
})
  .meta({ id: 'AskInput', example: { input: QUESTION } });
export type AskInput = z.output<typeof AskInput>;

const { quote, start_offset } = citations.one.shape;

const citation = {
  chunk_id: EXAMPLE.chunk_id,
  document_id: EXAMPLE.document_id,
  title: 'House rules',
  heading: 'Visitors',
  quote: 'A visitor pays a day fee at the desk.',
  start_offset: 2418,
  end_offset: 2455,
};

export const PassageCitation = citations.one.extend({
  quote: quote.meta({ description: "The document's own text between the offsets" }),
  start_offset: start_offset.meta({ description: 'In the extracted text, UTF-16 code units' }),
}).meta({ id: 'PassageCitation', description: 'A passage of a document.', example: citation });

const { table, quote: line } = citations.other.shape;

export const RowCitation = citations.other.extend({
  table: table.meta({ description: 'Which row of the academy it is of' }),
  quote: line.meta({ description: 'What was looked up, as a line of text' }),
}).meta({
  id: 'RowCitation',
  description: 'A row of the academy that the asker may read.',
  example: {
    table: 'classes',
    row_id: EXAMPLE.class_id,
    title: 'Jiu-jitsu, Kaizen Dojo',
    quote: 'You: Mon 9 Mar, 18:30 · Jiu-jitsu · Kaizen Dojo · booked',
  },
});

export const Citation = z.union([PassageCitation, RowCitation]);

const requestRow = createSelectSchema(agentRequests, {
  id: z.guid(),
  session_id: z.guid(),
  output: z.string().nullable().meta({
    description: 'Text, not markup: the documents had a say in it',
  }),
  citations: z.array(Citation).meta({ description: '`[n]` in the output is the n-th of these' }),
  error: z.string().nullable().meta({
    description: 'Why there is no answer, as in the stream: `search_failed`, `model_failed`, …',
  }),
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
}).meta({
  id: 'AgentRequest',
  example: {
    id: EXAMPLE.request_id,
    session_id: EXAMPLE.session_id,
    status: 'completed',
    input: QUESTION,
    output: 'A day fee, at the desk [1].',
    citations: [citation],
    model: 'gpt-oss-20b',
    error: null,
    started_at: '2026-03-02T18:30:00.210Z',
    finished_at: '2026-03-02T18:30:04.870Z',
    created_at: EXAMPLE.asked,
    updated_at: '2026-03-02T18:30:04.870Z',
  },
});
export type AgentRequest = z.output<typeof AgentRequest>;
