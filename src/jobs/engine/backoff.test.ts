import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it('doubles its bound with every attempt, up to an hour', () => {
    const longest = (attempts: number) => backoffMs(attempts, () => 1);
    expect([1, 2, 3, 8].map(longest)).toEqual([2_000, 4_000, 8_000, 256_000]);
    expect(longest(12)).toBe(3_600_000);
    expect(longest(5_000)).toBe(3_600_000);
  });

  it('is anywhere between nothing and its bound', () => {
    expect(backoffMs(3, () => 0)).toBe(0);
    expect(backoffMs(3, () => 0.25)).toBe(2_000);
  });
});
