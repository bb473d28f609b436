import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { calendarDate, instant, timezone } from '../../contract/fields.ts';
import { usageEvents } from '../../db/schema/agent/usage/usage-events.ts';

/** One entry of the account's usage; `quantity` is negative where something was given back. */
export const UsageEvent = createSelectSchema(usageEvents, {
  id: z.guid(),
  request_id: z.guid().nullable(),
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
