/**
 * Serial ids with gaps, as rows that were deleted leave them: every id but the multiples of `every`.
 * Rows with flaws take ids of the gaps, so that they stand among the good ones.
 */
export const serial = (index: number, every: number) => index + 1 + Math.floor(index / (every - 1));

/**
 * Which gaps rows with flaws take: spread over the table, and behind its end where there are too few.
 *
 * @param rows how many good rows there are
 * @param flaws how many ids are asked for
 */
export function gapsFor(flaws: number, rows: number, every: number): number[] {
  const gaps = Math.floor(rows / (every - 1));
  const at = (index: number) => flaws <= gaps ? Math.floor(index * gaps / flaws) : index;
  return Array.from({ length: flaws }, (_, index) => (at(index) + 1) * every);
}
