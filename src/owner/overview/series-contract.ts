import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { calendarDate } from '../../contract/fields.ts';
import { choices } from '../../db/declare/choice.ts';
import { rangeOf, spans } from './range.ts';

/** What can be drawn over time; `private.series_of` says how it is counted. */
export const seriesMetrics = choices(
  'members',
  'joined',
  'returned',
  'left',
  'churned',
  'trained',
  'check_ins',
  'held',
  'graduations',
);
export const seriesSteps = choices('week', 'month');

/** As the database has it: `private.gym_series`. */
const MOST_DAYS = { week: 366, month: 1827 };

export const SeriesQuery = z.object({
  metric: seriesMetrics.schema.meta({
    description: 'As in the overview, of each step by itself: `members` are those at its end, ' +
      '`held` the classes that took place; `graduations` are those that stand',
  }),
  step: seriesSteps.schema.default('week').meta({ description: 'Weeks begin on Mondays' }),
  ...rangeOf(`${MOST_DAYS.week} days in all by week, ${MOST_DAYS.month} by month`),
}).refine((asked) => spans(asked, MOST_DAYS[asked.step]), {
  error: `must be a range of 1 to ${MOST_DAYS.week} days by week, ${MOST_DAYS.month} by month`,
  path: ['to'],
});
export type SeriesQuery = z.output<typeof SeriesQuery>;

export const SeriesPoint = z.object({
  since: calendarDate.meta({ description: 'The first day of the week or month' }),
  value: z.int(),
});

/** One figure over time, ready to be drawn: a point for every step, also where nothing happened. */
export const Series = z.object({
  gym_id: z.guid(),
  metric: seriesMetrics.schema,
  step: seriesSteps.schema,
  points: z.array(SeriesPoint).meta({
    description: 'In order; the first and the last have only their days of the range, and there ' +
      'is none for what has not begun',
  }),
}).meta({
  id: 'Series',
  example: {
    gym_id: EXAMPLE.gym_id,
    ...{ metric: 'check_ins', step: 'week' },
    points: [{ since: '2026-03-02', value: 301 }, { since: '2026-03-09', value: 288 }],
  },
});
export type Series = z.output<typeof Series>;
