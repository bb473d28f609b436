import { ratio } from '../../contract/ratio.ts';

/** Adds the rate to counts: `attended` to `held`, null where nothing took place. */
export const withRate = <T extends { attended: number; held: number }>(
  counts: T,
): T & { rate: number | null } => ({ ...counts, rate: ratio(counts.attended, counts.held) });
