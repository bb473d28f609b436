/** When a weekly class takes place. */
export interface Rule {
  weekday: number;
  starts_at: string;
  ends_at: string;
  starts_on: string;
  ends_on: string;
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const date = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${
    String(minutes % 60).padStart(2, '0')
  }`;

const FIRST = Date.parse('2015-01-01') / 86_400_000;
const LAST = Date.parse('2026-01-01') / 86_400_000;

/**
 * Weekly classes at random: half of them at night and on a weekend, when clocks change, and each for
 * up to two years.
 */
export function randomRules(seed: number, count: number): Rule[] {
  const next = randomNumbers(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return Array.from({ length: count }, () => {
    const night = next() < 0.5;
    const start = night ? below(48) * 5 : below(288) * 5;
    const first = FIRST + below(LAST - FIRST - 730);
    return {
      weekday: night ? 5 + below(3) : 1 + below(7),
      starts_at: clock(start),
      ends_at: clock(start + 15 + below(100)),
      starts_on: date(first),
      ends_on: date(first + 200 + below(530)),
    };
  });
}
