/** A rank on the way up. */
export interface Rung {
  belt: string;
  degree: number;
  /** How old somebody is, by the year, before they have it. */
  from: number;
  /** Months at the one before, at the least. */
  months: number;
}

/** By the year of this age somebody is no child any more, and is given no colour of children. */
export const GROWN_UP = 16;

const colours = { grey: 4, yellow: 7, orange: 10, green: 13 };

export const YOUTH: readonly Rung[] = Object.entries(colours).flatMap(([colour, from]) =>
  [`${colour}_white`, colour, `${colour}_black`].map((belt) => ({
    ...{ belt, degree: 0, from, months: 0 },
  }))
);

/**
 * From white on, as both versions of the IBJJF's rules have it without what shortens it: purple as an
 * adult only, so that no juvenile's longer time follows.
 */
export const ADULTS: readonly Rung[] = [
  { belt: 'blue', degree: 0, from: GROWN_UP, months: 0 },
  { belt: 'purple', degree: 0, from: 18, months: 24 },
  { belt: 'brown', degree: 0, from: 18, months: 18 },
  { belt: 'black', degree: 0, from: 19, months: 12 },
  ...[36, 36, 36, 60, 60, 60].map((months, before) => ({
    ...{ belt: 'black', degree: before + 1, from: 19, months },
  })),
];
