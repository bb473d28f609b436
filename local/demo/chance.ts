import { createHash } from 'node:crypto';

/** Chance that falls the same way in every run. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(of: readonly T[]): T;
  /** Some of them, in their order. */
  some<T>(of: readonly T[], count: number): T[];
  /** Whether something happens that happens with this probability. */
  happens(probability: number): boolean;
}

/**
 * One stream of chance a name (mulberry32), so that adding to one part of the demo leaves the others
 * as they are.
 */
export function chanceOf(name: string): Chance {
  let state = createHash('sha256').update(name).digest().readUInt32LE();
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (of) => of[between(0, of.length - 1)]!,
    some(of, count) {
      let open = Math.min(count, of.length);
      return of.filter((_, index) => {
        if (next() * (of.length - index) >= open) return false;
        open--;
        return true;
      });
    },
    happens: (probability) => next() < probability,
  };
}

/** An id that belongs to these words, in every run: so rows can name each other before they are in. */
export function idOf(...words: (string | number)[]): string {
  const hex = createHash('sha256').update(['demo', ...words].join(' ')).digest('hex');
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((start, index) =>
    hex.slice(start, start + [8, 4, 3, 3, 12][index]!)
  );
  return `${a}-${b}-4${c}-8${d}-${e}`;
}
