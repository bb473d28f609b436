import type { Equivalent } from '../equivalence.ts';

/** Of the closing of gyms, and what owners look at. */
export const equivalentOwner: Equivalent[] = [
  {
    mutants:
      /^function private\.(begin_gym_erasure|erase_gym_slice|erase_owner)\(.*\): security invoker$/,
    because: 'Only functions of the owner call it, with the rights of the owner.',
  },
  {
    mutants: /^function private\.erase_gym_slice\(.*: condition (2, .* is true|3, .* is false)$/,
    because: 'private.close_gyms calls it for what is being erased, and nobody else does.',
  },
  {
    mutants: /^function private\.erase_gym_slice\(.*"u\.deleted_at is null", is true$/,
    because: 'A trigger leaves the rows of the erased as they are: it is there for the count.',
  },
  {
    mutants: /^function private\.erase_gym_slice\(.*"e\.name is not null", is true$/,
    because: 'A name that is not there is taken away once more.',
  },
  {
    mutants: /^function private\.note_gym_export\(uuid\): .*"e\.created_at >= today", is true$/,
    because: 'What was exported another day: tests/db/owner/export does so on two.',
  },
  {
    mutants:
      /^grant execute on function private\.((away_members|overview_of|series_of)\(.*\) to |gradings_due\(.*\) to (anon|service_role)$|(membership_moves|training_by)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^trigger gym_closings_hold_(asked|undone)_by: dropped$/,
    because: 'Only functions write there, which hold the caller first.',
  },
  {
    mutants: /^trigger gym_closings_transition: dropped$/,
    because: 'No API role may write here; tests/db/declared/states tries its owner.',
  },
  {
    mutants: /^trigger membership_periods_(hold|keep_erased)_user_id: dropped$/,
    because: 'Periods follow memberships, whose own triggers hold and keep the same person.',
  },
];
