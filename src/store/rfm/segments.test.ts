import { describe, expect, it } from 'vitest';
import { listSegments } from './list-segments.ts';
import { segmentOf, segmentsByScore } from './segments.ts';

const never = async (order: 'listed' | 'most_specific') =>
  (await listSegments())[order].filter(({ never }) => never)
    .map(({ segment, hidden_by }) => [segment, hidden_by]);

describe('segments', () => {
  it('never come up where earlier ranges hold theirs, and in which order', async () => {
    expect(await never('listed')).toEqual([
      ['new', ['potential_loyalist']],
      ['promising', ['potential_loyalist']],
      ['cant_lose_them', ['at_risk']],
    ]);
    expect(await never('most_specific')).toEqual([]);
  });

  it('are 125, in the order of scores', () => {
    const listed = segmentsByScore('listed');
    expect(listed).toHaveLength(125);
    expect(listed[0]).toBe('lost');
    expect(listed[124]).toBe('champions');
    expect(listed[25 * 4 + 5 * 0 + 4]).toBe(segmentOf('listed', 5, 1, 5));
  });

  it('hold every triple once, the others included', () => {
    expect(segmentOf('listed', 5, 1, 1)).toBe('potential_loyalist');
    expect(segmentOf('most_specific', 5, 1, 1)).toBe('new');
    expect(segmentOf('most_specific', 1, 5, 5)).toBe('cant_lose_them');
    expect(segmentOf('listed', 5, 1, 5)).toBe('others');
  });
});
