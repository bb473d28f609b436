import type { Equivalent } from '../equivalence.ts';

/** Of dues. */
export const equivalentDues: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.((dues_(free_punches|month|on|owed|valid_until)|(add|spend|take)_punch(es)?|(un)?cover_person|end_dues_account|judge_dues|restate_dues)\(.*\) to |dues_(day|refusal|units|until)\(.*\) to anon|(hold_covered|who_moves_up)\(.*\) to anon$|hold_dues_account\(uuid\) to (anon|authenticated))/,
    because: 'It runs with the rights of who calls it, and needs rows or steps closed to them.',
  },
  {
    mutants: /^function private\.(covering|paid)_account_ids\(\): security invoker$/,
    because: 'Whoever asks sees these rows by themselves; its rights spare the policies of them.',
  },
  {
    mutants: /^policy dues_plans_update_manager: with check \(true\)$/,
    because: 'The gym of a plan cannot be changed: USING has decided already.',
  },
  {
    mutants: /^function private\.guard_dues_plan\(\): security definer$/,
    because: 'It reads no table and does not ask who runs it.',
  },
  {
    mutants: /^function private\.give_punch_back\(\): security invoker$/,
    because: 'Only functions of the owner write the table that it is a trigger of.',
  },
  {
    mutants: /^function private\.erase_dues\(uuid\): security invoker$/,
    because: 'Nobody may call it but private.erase_user, which has the same rights.',
  },
  {
    mutants: /^function private\.erase_dues\(uuid\): condition ([123],|4, .* is true$)/,
    because: 'The first say what is held ahead; the fourth leaves out what is null already.',
  },
  {
    mutants:
      /^trigger dues_(accounts_hold_payer_id|coverage_hold_user_id|freezes_hold_noted_by|payments_hold_(noted|voided)_by): dropped$/,
    because: 'Its writers hold who it is about ahead of it; at-once.test.ts erases meanwhile.',
  },
  {
    mutants: /^trigger dues_coverage_keep_erased_user_id: dropped$/,
    because: 'Only functions write here, and none of them changes whom a row is about.',
  },
  {
    mutants: /^function private\.change_dues_account\(.*: condition ([123], .* is true|4,)/,
    because: 'It holds ahead what is held and asked for again: at-once.test.ts plays who waits.',
  },
  {
    mutants: /^function private\.change_dues_account\(.*: condition 11, .* is true$/,
    because: 'To end it on the day on which it ends changes nothing.',
  },
  {
    mutants: /^function private\.change_dues_account\(.*: condition 1[4567], .* is true$/,
    because: 'Who is not covered by this account any more, or never was, is so no more from then.',
  },
  {
    mutants:
      /^function private\.dues_at_class\(uuid,date\): condition (3, .* is false|12, .* is true)$/,
    because: 'A class is of one gym, and nobody comes to one of none.',
  },
  {
    mutants: /^function private\.follow_dues\(.*: condition 1, .* is true$/,
    because: 'It says where to look; the next one asks the clock of the gym.',
  },
  {
    mutants: /^function private\.open_dues_account\(.*: condition 8, .* is true$/,
    because: 'Who pays and is covered is a member, which the other arm asks.',
  },
];
