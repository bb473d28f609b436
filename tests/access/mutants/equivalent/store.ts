import type { Equivalent } from '../equivalence.ts';

/** Cells see a part of counting, and of which news is newer. */
const COMPARED =
  'Which news is newer and what it comes to: news-model.test.ts compares it with a plain model.';

/** Of a shop's customers and orders. */
export const equivalentStore: Equivalent[] = [
  {
    mutants:
      /^function private\.apply_customers\(.*\): (condition (9|11|13|15|17|19|21), .*|condition (7|8), .*, is true)$/,
    because: COMPARED,
  },
  {
    mutants:
      /^function private\.apply_orders\(.*\): (condition (1|4|5|10|11|12|13|15|16|19|20|21|23), .*, is true|condition (3|8|9), .*, is false)$/,
    because: COMPARED,
  },
  {
    mutants:
      /^function private\.apply_refunds\(.*\): (condition (1|2|3|4|5|6|7), .*|condition (11|13), .*, is true)$/,
    because: COMPARED,
  },
  {
    mutants:
      /^function private\.count_changed_orders\(.*\): (condition (8|10), .*|condition (4|7|9|11|12|15|17|18|19), .*, is true|condition (1|2|13), .*, is false)$/,
    because: COMPARED,
  },
  {
    mutants: /^function private\.count_gone_orders\(.*\): condition 1, /,
    because: COMPARED,
  },
  {
    mutants: /^function private\.count_new_orders\(.*\): condition 1, .*, is false$/,
    because: COMPARED,
  },
  {
    mutants:
      /^function private\.recount_customers\(.*\): (condition (1|2|3|4|5|6|7|8), .*|condition (9|10|12|13|14|15|16|17|18), .*, is true)$/,
    because: COMPARED,
  },
  {
    mutants: /^function private\.delete_order\(.*\): condition (1, "o\.shop_id|2, "o\.shopify_id)/,
    because:
      'Whether the shop is held alone, by an order being told meanwhile: news-model.test.ts plays it.',
  },
  {
    mutants:
      /^grant execute on function private\.((empty_customer|unmatch_person)\(.*\) to |(hold_members|match_person)\(.*\) to anon$)/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^grant (delete on public\.orders to |insert on public\.orders to service_role$)/,
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
    mutants: /^function private\.refuse_match\(uuid\): (condition 6, |condition 7, .* is true$)/,
    because:
      'It holds the person first, as an erasure does, and asks for the same row again behind that.',
  },
];
