import process from 'node:process';

/** `npm run prove` takes everything, `npm test` one of so many. */
export const shareOf = <T>(all: T[], oneOf: number): T[] =>
  process.env.PROOF_ROUNDS ? all : all.filter((_, place) => place % oneOf === 0);

/**
 * Whether what is recorded as equivalent is so is asked of the cells that noticed its like and of the
 * nearest others here, of all in the proof.
 */
export const MOST_OF_EQUIVALENT = process.env.PROOF_ROUNDS ? undefined : 50;
