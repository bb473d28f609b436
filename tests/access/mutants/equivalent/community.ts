import type { Equivalent } from '../equivalence.ts';

/** Of posts, what is said under them, and what staff take down. */
export const equivalentCommunity: Equivalent[] = [
  {
    mutants:
      /^trigger ((comments|post_edits)_hold_author_id|(comments|posts)_hold_(caller|removed_by)|post_reactions_hold_user_id|post_reports_hold_(decided_by|reporter_id)): dropped$/,
    because: 'It differs while an erasure is under way: tests/db/erasure plays that.',
  },
  {
    mutants:
      /^function private\.remove_(comment|post)\(uuid,text\): condition (1, "u\.id|2, "(c\.id = comment|p\.id = post)", is false)/,
    because: 'The lock differs while the author is erased: tests/db/erasure plays that.',
  },
  {
    mutants: /^function private\.(erase_community\(uuid\)|count_reaction\(\)): security invoker$/,
    because: 'Nobody comes to it but functions of the owner and the system, which may do it.',
  },
  {
    mutants: /^function private\.note_(deletion|edit)\(\): security definer$/,
    because: 'It reads no table and does not ask who runs it.',
  },
  {
    mutants: /^grant execute on function private\.(assert_member|hold_open_post)\(uuid\) to anon$/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants:
      /^grant execute on function private\.(hold_community\(uuid\) to (anon|authenticated)$|post_(lexemes|query)\(text,text\) to )/,
    because: 'It runs with the rights of who calls it, and needs what stays closed to them.',
  },
  {
    mutants: /^function private\.search_posts\(.*"p\.search_vector @@ \(coalesce.*, is true$/,
    because: 'It finds no more, and without the index: every post is asked in its language again.',
  },
];
