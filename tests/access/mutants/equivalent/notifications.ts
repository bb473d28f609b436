import type { Equivalent } from '../equivalence.ts';

/** Of what gyms tell their members. */
export const equivalentNotifications: Equivalent[] = [
  {
    mutants: /^function private\.erase_notifications\(uuid\): security invoker$/,
    because: 'Only functions of the owner call it, with the rights of the owner.',
  },
  {
    mutants: /^function private\.erase_notifications\(uuid\): condition [1-4], /,
    because: 'It says what to hold: tests/db/notifications/sending sends while one is erased.',
  },
  {
    mutants: /^function private\.erase_notifications\(uuid\): condition (8|9), .* is true$/,
    because: 'Who was written to by name was a member there: it is there for the index.',
  },
];
