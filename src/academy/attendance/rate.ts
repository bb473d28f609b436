/** Adds the rate to counts: `attended` to `held` with four decimals, null where nothing took place. */
export const withRate = <T extends { attended: number; held: number }>(
  counts: T,
): T & { rate: number | null } => ({
  ...counts,
  rate: counts.held === 0 ? null : Math.round(counts.attended / counts.held * 10_000) / 10_000,
});
