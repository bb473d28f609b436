import { describe, expect, it } from 'vitest';
import { daysOf } from './period.ts';

const THURSDAY = '2026-11-26';

describe('the days that are asked about', () => {
  it.each(
    [
      ['today', '2026-11-26', '2026-11-26'],
      ['tomorrow', '2026-11-27', '2026-11-27'],
      ['yesterday', '2026-11-25', '2026-11-25'],
      ['this_week', '2026-11-23', '2026-11-29'],
      ['next_week', '2026-11-30', '2026-12-06'],
      ['last_week', '2026-11-16', '2026-11-22'],
    ] as const,
  )('are of %s, weeks from Monday on', (when, first, last) => {
    expect(daysOf({ when }, THURSDAY, 0)).toEqual([first, last]);
  });

  it('are of the same week on its last day as on its first', () => {
    for (const day of ['2026-11-23', '2026-11-29']) {
      expect(daysOf({ when: 'this_week' }, day, 0)).toEqual(['2026-11-23', '2026-11-29']);
    }
  });

  it('begin at a date, or where it is usual', () => {
    expect(daysOf({ from: '2026-12-30', days: 3 }, THURSDAY, 0)).toEqual([
      ...['2026-12-30', '2027-01-01'],
    ]);
    expect(daysOf({}, THURSDAY, -6)).toEqual(['2026-11-20', '2026-11-26']);
  });
});
