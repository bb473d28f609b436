import type { Chance } from '../chance.ts';

/** What the demo's shop sells, in cents of its currency: kimonos, and what goes with them. */
const KIMONOS = [48_990n, 62_900n];
const OTHERS = [15_990n, 13_990n, 6_990n, 21_900n, 3_990n, 2_990n];

/** What an order comes to: a big one has a kimono in it. */
export function priceOf(chance: Chance, big: boolean): bigint {
  const more = Array.from({ length: chance.between(0, big ? 2 : 1) }, () => chance.pick(OTHERS));
  return more.reduce((sum, price) => sum + price, chance.pick(big ? KIMONOS : OTHERS));
}

/** Cents as an amount has them: never a float. */
export const amountOf = (cents: bigint): string =>
  `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
