import { z } from 'zod';

/** How many are of a kind, and of these by the first reason of each. */
export const Counted = z.object({
  total: z.int(),
  reasons: z.array(z.object({ reason: z.string(), count: z.int() })).meta({
    description: 'The most frequent first; they add up to the total',
  }),
});
export type Counted = z.output<typeof Counted>;

/** What is planned, and what becomes of it: the same sum before anything is sent and afterwards. */
export const planned = {
  planned: z.int().meta({
    description: '`to_send` + `held_out` + `rescheduled.total` + `refused.total`, always',
  }),
  to_send: z.int(),
  held_out: z.int().meta({ description: 'Who gets nothing, to be compared with' }),
  rescheduled: Counted.meta({
    description: 'Who gets it later: `quiet_hours`, `send_window`, `cap`',
  }),
  refused: Counted.meta({ description: 'Who gets nothing, by the first reason why' }),
};

/** Sums up counts by reason, the most frequent first. */
export function countedOf(counts: Record<string, number>): Counted {
  const reasons = Object.entries(counts).map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  return { total: reasons.reduce((sum, { count }) => sum + count, 0), reasons };
}
