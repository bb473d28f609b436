import type { Equivalent } from '../equivalence.ts';

/** Mutants of scoring that no cell can kill, and why that is no hole. */
export const equivalentRfm: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.(rfm_run\(.*\) to |(compute_rfm|left_out)\(.*\) to (anon|authenticated)$)/,
    because: 'What it calls, with the rights of who calls it, nobody may: the refusal is the same.',
  },
  {
    mutants:
      /^grant execute on function private\.(segments_on|segment_movements)\([^)]+\) to (anon|public)$/,
    because: 'It reads with the rights of who calls it, and anon may read no table of the store.',
  },
  {
    mutants: /^grant execute on function private\.sums_on\([^)]+\) to anon$/,
    because: 'It reads with the rights of who calls it, and anon may read no table of the store.',
  },
];
