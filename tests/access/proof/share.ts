import process from 'node:process';

/** `npm run prove` takes everything, `npm test` one of so many. */
export const shareOf = <T>(all: T[], oneOf: number): T[] =>
  process.env.PROOF_ROUNDS ? all : all.filter((_, place) => place % oneOf === 0);
