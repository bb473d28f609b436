import type { Equivalent } from '../equivalence.ts';

/** Of what gyms tell their members. */
export const equivalentNotifications: Equivalent[] = [
  {
    mutants:
      /^function private\.(erase_notifications\(uuid\)|notify\(.*|queue_notification\(\)): security invoker$/,
    because: 'Only functions of the owner call it, with the rights of the owner.',
  },
  {
    mutants: /^function private\.erase_notifications\(uuid\): condition [1-4], /,
    because: 'It says what to hold: tests/db/erasure sends to and by one meanwhile.',
  },
  {
    mutants: /^function private\.erase_notifications\(uuid\): condition (8|9), .* is true$/,
    because: 'Who was written to by name was a member there: it is there for the index.',
  },
  {
    mutants: /^function private\.(inbox\(.*|received_notification_ids\(\)): security invoker$/,
    because: 'It reads what one was told, which the policies show to who was told it.',
  },
  {
    mutants: /^function private\.mark_read\(.*: condition (2|3), "u\./,
    because: 'The lock differs while the person is erased: tests/db/erasure plays that.',
  },
  {
    mutants:
      /^grant execute on function private\.((audience_refusal|expected_at|hold_notification|make_deliveries)\(.*\) to |enqueue_deliveries\(uuid\) to (anon|authenticated|public)$|quiet_end\(.*\) to (anon|authenticated)$|(audience_of|may_notify|regulars_of|wearers_of)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^function private\.resolve_notification\(.*: condition ([5-8], |(9|10), .* is true$)/,
    because:
      'It says whom to hold, and that nothing changed before: tests/db/notifications/sending ' +
      'sends, changes and erases at once.',
  },
  {
    mutants: /^function private\.resolve_notification\(.*"made\.any_due", is true$/,
    because: 'What puts deliveries into the queue looks for those that are due itself.',
  },
  {
    mutants: /^trigger notifications_hold_sent_by: dropped$/,
    because: 'Only functions write there, which hold the caller first.',
  },
];
