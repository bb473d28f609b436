import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { PassageCitation, RowCitation } from './contract.ts';

/** Why a request ended without an answer. */
const RequestFailure = z.enum([
  'search_failed',
  'model_failed',
  'model_timeout',
  'answer_too_long',
]);
export type RequestFailure = z.output<typeof RequestFailure>;

const id = z.string().regex(/^[1-9][0-9]*$/).meta({
  description: 'Counts from 1 without gaps; send the last one as `Last-Event-ID` to go on after it',
});

const Meta = z.object({
  id,
  event: z.literal('meta'),
  data: z.object({
    request_id: z.guid().meta({ description: 'To come back for the answer, or to cancel it' }),
    session_id: z.guid(),
    model: z.string(),
  }),
}).meta({
  id: 'AgentMetaEvent',
  description: 'The first event.',
  example: {
    id: '1',
    event: 'meta',
    data: {
      request_id: EXAMPLE.request_id,
      session_id: EXAMPLE.session_id,
      model: 'gpt-oss-20b',
    },
  },
});

const Delta = z.object({
  id,
  event: z.literal('delta'),
  data: z.object({ text: z.string() }),
}).meta({
  id: 'AgentDeltaEvent',
  description: 'More of the answer; joined they are all of it.',
  example: { id: '2', event: 'delta', data: { text: 'A day fee, at the desk ' } },
});

const number = z.int().meta({ description: 'n of the `[n]` that the text says from here on' });

const Cited = z.object({
  id,
  event: z.literal('citation'),
  data: z.union([PassageCitation.extend({ number }), RowCitation.extend({ number })]),
}).meta({
  id: 'AgentCitationEvent',
  description: 'A passage or a row that the answer rests on.',
  example: {
    id: '3',
    event: 'citation',
    data: { number: 1, ...Object(PassageCitation.meta()!.example) },
  },
});

const Done = z.object({
  id,
  event: z.literal('done'),
  data: z.object({
    status: z.literal('completed'),
    model: z.string().nullable(),
    grounded: z.boolean().meta({ description: 'Whether a passage or a row backs the answer' }),
  }),
}).meta({
  id: 'AgentDoneEvent',
  description: 'The last event of an answer that is complete.',
  example: {
    id: '5',
    event: 'done',
    data: { status: 'completed', model: 'gpt-oss-20b', grounded: true },
  },
});

const Failed = z.object({
  id,
  event: z.literal('error'),
  data: z.object({
    status: z.enum(['failed', 'cancelled', 'expired']),
    code: z.enum([...RequestFailure.options, 'failed', 'cancelled', 'expired']).meta({
      description: 'Why; the question was not charged',
    }),
  }),
}).meta({
  id: 'AgentErrorEvent',
  description: 'The last event where there is no answer.',
  example: { id: '2', event: 'error', data: { status: 'failed', code: 'model_timeout' } },
});

/** What a stream of an answer says, event by event. The database writes the first and the last. */
export const AgentEvent = z.discriminatedUnion('event', [Meta, Delta, Cited, Done, Failed])
  .meta({ id: 'AgentEvent' });
