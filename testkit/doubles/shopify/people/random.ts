import { secondOf } from '../records.ts';

export interface Draws {
  /** A whole number from 0 to below this. */
  below(limit: number): number;
  /** One of these. */
  of<T>(values: readonly T[]): T;
  /** True for so many of a hundred. */
  percent(share: number): boolean;
}

/** Numbers that are the same for the same seed: a small generator (mulberry32), for tests only. */
export function draws(seed: number): Draws {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor(((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32 * limit);
  };
  return {
    below,
    of: (values) => values[below(values.length)]!,
    percent: (share) => below(100) < share,
  };
}

/** A generator of its own for one thing of many, so that any of them can be made without the others. */
export const drawsOf = (seed: number, kind: number, index: number): Draws =>
  draws(
    Math.imul(seed ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(index, 0xc2b2ae35),
  );

/** A second between two times. */
export function timeBetween(draw: Draws, since: string, until: string): string {
  const from = Date.parse(since) / 1000;
  const seconds = Math.max(0, Date.parse(until) / 1000 - from);
  return secondOf((from + draw.below(seconds + 1)) * 1000);
}
