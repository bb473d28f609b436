import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate, instant, timezone } from '../../contract/fields.ts';
import { usageEvents } from '../../db/schema/agent/usage/usage-events.ts';

/** One entry of the account's usage; `quantity` is negative where something was given back. */
export const UsageEvent = createSelectSchema(usageEvents, {
  id: z.guid(),
  request_id: z.guid().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: instant,
}).omit({ user_id: true }).meta({
  id: 'UsageEvent',
  example: {
    id: '6b0f2e91-d3a8-4c75-9e14-8f7a5c2d0b63',
    event_type: 'agent_request',
    quantity: 1,
    request_id: EXAMPLE.request_id,
    metadata: {},
    idempotency_key: `agent_request:${EXAMPLE.request_id}`,
    created_at: EXAMPLE.asked,
  },
});

export const Usage = z.object({
  plan: z.string(),
  quota: z.int().meta({ description: 'Questions the plan allows in a period' }),
  used: z.int(),
  remaining: z.int(),
  period_start: instant,
  period_end: instant.meta({ description: 'From then on `used` counts from 0 again' }),
}).meta({
  id: 'AgentUsage',
  example: {
    plan: 'free',
    quota: 50,
    used: 12,
    remaining: 38,
    period_start: '2026-03-01T00:00:00.000Z',
    period_end: '2026-04-01T00:00:00.000Z',
  },
});
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
}).meta({
  id: 'AgentDailyUsage',
  example: { date: '2026-03-02', asked: 4, returned: 1, used: 3 },
});
export type DailyUsage = z.output<typeof DailyUsage>;
