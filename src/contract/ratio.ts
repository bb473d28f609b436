/** Divides a part by a whole, to four decimals; null where the whole is nothing. */
export const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round(part / whole * 10_000) / 10_000;
