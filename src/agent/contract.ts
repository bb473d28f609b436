import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { agentRequests, agentSessions, usageEvents } from '../db/schema/index.ts';
import { calendarDate, instant, text, timestamps, timezone } from '../contract/fields.ts';

/** What narrows the search behind a session's answers. */
export const SessionContext = z.strictObject({
  gym_id: z.uuid().optional().meta({ description: "Only this gym's documents" }),
  document_ids: z.array(z.uuid()).min(1).max(50).optional().meta({
    description: 'Only these documents',
  }),
}).meta({ id: 'AgentSessionContext' });
export type SessionContext = z.output<typeof SessionContext>;

export const AgentSession = createSelectSchema(agentSessions, {
  id: z.uuid(),
  context: z.record(z.string(), z.unknown()),
  ...timestamps,
}).pick({ id: true, title: true, context: true, created_at: true, updated_at: true })
  .meta({ id: 'AgentSession' });
export type AgentSession = z.output<typeof AgentSession>;

export const CreateSessionInput = z.strictObject({
  title: text(200).optional().meta({ description: 'Else the first question becomes the title' }),
  context: SessionContext.default({}),
}).meta({ id: 'CreateAgentSessionInput' });
export type CreateSessionInput = z.output<typeof CreateSessionInput>;

export const UpdateSessionInput = z.strictObject({ title: text(200), context: SessionContext })
  .partial().refine((input) => Object.keys(input).length > 0, {
    error: 'must name at least one field',
  }).meta({ id: 'UpdateAgentSessionInput' });
export type UpdateSessionInput = z.output<typeof UpdateSessionInput>;

export const SessionParams = z.object({ session_id: z.uuid() });
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

/** One entry of the account's usage; `quantity` is negative where something was given back. */
export const UsageEvent = createSelectSchema(usageEvents, {
  id: z.uuid(),
  request_id: z.uuid().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: instant,
}).omit({ user_id: true }).meta({ id: 'UsageEvent' });

export const Usage = z.object({
  plan: z.string(),
  quota: z.int().meta({ description: 'Questions the plan allows in a period' }),
  used: z.int(),
  remaining: z.int(),
  period_start: instant,
  period_end: instant,
}).meta({ id: 'AgentUsage' });
export type Usage = z.output<typeof Usage>;

const DAY_MS = 86_400_000;

/** Days are the time zone's; both ends included, at most 366 of them. */
export const DailyUsageQuery = z.object({
  from: calendarDate.optional().meta({ description: 'Default: 29 days before `to`' }),
  to: calendarDate.optional().meta({ description: 'Default: today' }),
  timezone: timezone.default('UTC'),
}).refine(({ from, to }) => !from || !to || from <= to, {
  error: 'must not be after `to`',
  path: ['from'],
}).refine(
  ({ from, to = new Date().toISOString().slice(0, 10) }) =>
    !from || Date.parse(to) - Date.parse(from) < 366 * DAY_MS,
  {
    error: 'must be at most 366 days before `to`',
    path: ['from'],
  },
);
export type DailyUsageQuery = z.output<typeof DailyUsageQuery>;

export const DailyUsage = z.object({
  date: calendarDate,
  asked: z.int(),
  returned: z.int().meta({ description: 'Of these, what was given back: failed, cancelled' }),
  used: z.int(),
}).meta({ id: 'AgentDailyUsage' });
export type DailyUsage = z.output<typeof DailyUsage>;
