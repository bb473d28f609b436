import process from 'node:process';

const DAY_MS = 86_400_000;

/** `npm run prove` takes everything, `npm test` one of so many. */
export const shareOf = <T>(all: readonly T[], oneOf: number): T[] => partOf(all, oneOf, 0);

/** `npm run prove` takes everything, `npm test` one of so many: another part every day. */
export const partOfToday = <T>(all: readonly T[], oneOf: number): T[] =>
  partOf(all, oneOf, Math.floor(Date.now() / DAY_MS) % oneOf);

const partOf = <T>(all: readonly T[], oneOf: number, part: number): T[] =>
  process.env.PROOF_ROUNDS ? [...all] : all.filter((_, place) => place % oneOf === part);

/**
 * Whether what is recorded as equivalent is so is asked of the cells that noticed its like and of the
 * nearest others here, of all in the proof.
 */
export const MOST_OF_EQUIVALENT = process.env.PROOF_ROUNDS ? undefined : 50;
