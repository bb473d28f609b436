import type { Equivalent } from '../equivalence.ts';

/** Of graduations and titles. */
export const equivalentGraduations: Equivalent[] = [
  {
    mutants:
      /^function private\.check_graduations\(\): condition (1|2|4), "(u\.id in|\(m\.user_id, m\.gym_id\) in|a\.voids is null)/,
    because: 'It says whom to hold: tests/db/belts promotes twice at once, and who is leaving.',
  },
  {
    mutants:
      /^function private\.check_graduations\(\): condition \d+, "x\.fault is not null", is true$/,
    because: 'What is no fault comes last, and is none.',
  },
  {
    mutants: /^function private\.erase_belts\(uuid\): security invoker$/,
    because: 'Only private.erase_user calls it, with the rights of its owner.',
  },
  {
    mutants: /^trigger graduations_keep_erased_user_id: dropped$/,
    because: 'Nobody may change a graduation; an erasure leaves nobody in those of the erased.',
  },
];
