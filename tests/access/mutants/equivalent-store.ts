import type { Equivalent } from './equivalence.ts';

/** Of a shop's customers and orders. */
export const equivalentStore: Equivalent[] = [
  {
    mutants:
      /^function private\.(apply_(customers|orders|refunds)|count_(new|changed|gone)_orders|recount_customers)\(.*\): condition/,
    because:
      'Which news is newer and what it comes to: news-model.test.ts compares it with a plain model.',
  },
  {
    mutants:
      /^grant execute on function private\.(empty_customer|hold_members|match_person|unmatch_person)\(.*\) to /,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^grant (delete|insert) on public\.orders to /,
    because: 'The count that follows needs what stays closed to them.',
  },
  {
    mutants:
      /^function private\.(count_(new|changed|gone)_orders\(\): security definer|erase_store\(uuid\): security invoker)$/,
    because: 'Only functions of the owner call it, or write orders.',
  },
  {
    mutants: /^trigger (customers|refused_matches)_hold_user_id: dropped$/,
    because: 'Its writers hold who it is about; what they do while one is erased is in tests/db.',
  },
  {
    mutants: /^function private\.erase_store\(uuid\): condition/,
    because: 'What an erasure leaves is compared with what is declared in personal-data.test.ts.',
  },
  {
    mutants: /^function private\.refuse_match\(uuid\): condition 7,/,
    because: 'It asks for the same row again, behind the lock of the person.',
  },
];
