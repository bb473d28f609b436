import type { Equivalent } from '../equivalence.ts';

/** Of rules of promotion, and of how people stand to them. */
export const equivalentEligibility: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.(((assess|current|next)_ranks|members_due|written_rules_fault|eligibility_of|put_rank_system)\(.*\) to |(gym_today|held_rank|rank_history|rank_system_in_force|training)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^trigger (rank_systems|ranks|rank_rules)_immutable: dropped$/,
    because: 'No API role may change the rules; tests/db/belts/systems.test.ts tries their owner.',
  },
];
