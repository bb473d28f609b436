import { z } from 'zod';
import { daysAfter, weekdayOf } from './fact.ts';

const periods = ['today', 'tomorrow', 'yesterday', 'this_week', 'next_week', 'last_week'] as const;
export type Period = typeof periods[number];

/** Which days a tool is asked about: by a word, or from a date on. */
export const dates = (maxDays: number) => ({
  when: z.enum(periods).optional().describe(
    'By the clock of each gym; weeks begin on Monday. Instead of `from` and `days`',
  ),
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional().describe('The first date, YYYY-MM-DD'),
  days: z.int().min(1).max(maxDays).optional().describe(`How many days, at most ${maxDays}; 7`),
});

export interface Asked {
  when?: Period | undefined;
  from?: string | undefined;
  days?: number | undefined;
}

/**
 * The first and the last day that is asked about.
 * @param usual the first day unless told, in days from today
 */
export function daysOf(
  { when, from, days = 7 }: Asked,
  today: string,
  usual: number,
): [first: string, last: string] {
  const monday = 1 - weekdayOf(today);
  const at = (offset: number, count: number): [string, string] => [
    daysAfter(today, offset),
    daysAfter(today, offset + count - 1),
  ];
  switch (when) {
    case 'today':
      return at(0, 1);
    case 'tomorrow':
      return at(1, 1);
    case 'yesterday':
      return at(-1, 1);
    case 'this_week':
      return at(monday, 7);
    case 'next_week':
      return at(monday + 7, 7);
    case 'last_week':
      return at(monday - 7, 7);
    case undefined:
      return from === undefined ? at(usual, days) : [from, daysAfter(from, days - 1)];
  }
}
