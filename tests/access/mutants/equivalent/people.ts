import type { Equivalent } from '../equivalence.ts';

/** Of people without an account, their guardians, and how they come to have one. */
export const equivalentPeople: Equivalent[] = [
  {
    mutants:
      /^function private\.(admit|assert_\w+|audit|begin_guardianship|erase_family|is_orphan|merge_account|note_consent|open_invitation)\(.*\): security invoker$/,
    because: 'Nobody may call it but functions of the owner, which have the same rights.',
  },
  {
    mutants:
      /^trigger ((audit_events_hold_(actor|subject)|consents_hold_(given_by|user)|guardianships_hold_(created_by|dependent|guardian)|invitations_hold_(accepted_by|created_by|user))\w*|users_hold_caller): dropped$/,
    because: 'It differs while an erasure is under way: tests/db/people plays that.',
  },
  {
    mutants:
      /^(function private\.guard_audit_event\(\): (condition ([1-9]|1[0-2]), .* is true$|security definer$|does nothing$)|trigger (audit_events_(append_only|never_emptied)|consent_texts_append_only): dropped)/,
    because: 'No API role may change the trail or a text; tests/db/people/trail tries their owner.',
  },
  {
    mutants: /^function private\.add_members\(.*"g\.id = gym for no key update", is/,
    because: 'It differs when a list is sent twice at once: tests/e2e/members plays that.',
  },
  {
    mutants:
      /^function private\.(open_invitation\(text\): condition (([1-3]|9|1[0-2]), |[457], .* is true$)|revoke_invitation\(uuid\): condition ([124], |3, .* is false$))/,
    because: 'The locks differ while others claim or erase: tests/db/people plays who waits.',
  },
  {
    mutants: /^function private\.end_guardianship\(uuid\): condition 1, "u\.id = dependent/,
    because: 'The lock differs while the child is erased: tests/db/people plays that.',
  },
  {
    mutants: /^function private\.erase_family\(uuid\): condition [34], "u\./,
    because: 'The locks differ while others write about the children: tests/db/people plays that.',
  },
  {
    mutants:
      /^function private\.erase_family\(uuid\): condition 1, "g\.guardian_id = erased", is t/,
    because: 'A child with another guardian is no orphan, and stays.',
  },
  {
    mutants: /^function private\.merge_account\(.*"p\.usage_count = 0", is true$/,
    because: 'What was counted has events, which refer to the account.',
  },
];
