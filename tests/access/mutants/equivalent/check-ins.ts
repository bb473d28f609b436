import type { Equivalent } from '../equivalence.ts';

/** Of bookings and check-ins. */
export const equivalentCheckIns: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.((answer_for_person|book_person|cancel_for_person|check_in_person|hold_check_in|hold_class_date|release_dates|settle_class_date)\(.*\) to |cancel_bookings\(.*\) to (anon|service_role))/,
    because: 'It runs with the rights of who calls it, and needs counts that stay closed to them.',
  },
  {
    mutants:
      /^grant execute on function private\.(hold_(academy|class_dates)\(.*\) to |hold_(teacher\(uuid\)|member\(uuid,uuid\)) to anon)/,
    because: 'It runs with the rights of who calls it, and locks rows that they may not.',
  },
  {
    mutants: /^grant insert on public\.check_ins to service_role$/,
    because: 'Counting it is a trigger, with the rights of who writes; counts stay closed to them.',
  },
  {
    mutants: /^function private\.count_(check_in|new_check_ins)\(\): security definer$/,
    because: 'Only functions of the owner write what it counts.',
  },
  {
    mutants: /^function private\.check_in\(.*: condition \d+, "(cardinality|staffed|u\.id = any)/,
    because: 'It locks ahead what is locked anyway: tests/db/academy plays who waits for whom.',
  },
  {
    mutants:
      /^function private\.tend_class_dates\(.*: condition 2, "x\.class_date <= .*", is true$/,
    because: 'It says where to look; whether a class is over is asked of each.',
  },
  {
    mutants:
      /^function private\.erase_academy\(uuid\): condition 16, "user_id = erased", is false$/,
    because: 'Their memberships end before, and who leaves a gym has no PIN there any more.',
  },
  {
    mutants: /^function private\.gym_schedule\(.*: condition 3, "d\.gym_id = gym", is true$/,
    because: 'A class is of one gym, which is in the key of its dates.',
  },
  {
    mutants: /^trigger check_ins_hold_(checked_in_by|user_id): dropped$/,
    because: 'Its writers hold who it is about ahead of it; tests/db/academy erases meanwhile.',
  },
  {
    mutants: /^trigger check_ins_transition: dropped$/,
    because: 'No API role may write here; tests/db/declared/states tries its owner.',
  },
];
