/**
 * Mutants that no cell can kill, and why that is no hole. An entry that matches no survivor is
 * stale and fails the suite.
 */
export const equivalent: { mutants: RegExp; because: string }[] = [
  {
    mutants: /^table \S+: no force row level security$/,
    because: 'The owner, postgres, bypasses row security anyway; drift.test.ts keeps it forced.',
  },
  {
    mutants: /^table private\.\w+: disable row level security$/,
    because: 'Only service_role, which bypasses row security, holds a privilege on these tables.',
  },
  {
    mutants: /^table public\.(roles|versions|app_stores): disable row level security$/,
    because: 'API roles may only read here, and may read every row.',
  },
  {
    mutants: /^policy \w+: to (public|anon, authenticated)$/,
    because: 'anon holds no privilege on the table, and no role but the API roles holds any.',
  },
  {
    mutants: /^policy (gyms|users|memberships)_update_\w+: with check \(true\)$/,
    because: 'The columns the policy reads cannot be changed: USING has decided already.',
  },
  {
    mutants: /^grant execute on function private\.current_user_id\(\) to public$/,
    because: 'Every role that may enter the schema has it already.',
  },
  {
    mutants:
      /^grant execute on function private\.ensure_user\(.*\) to (public|anon|authenticated)$/,
    because: 'It runs with the rights of who calls it, and those roles may not insert users.',
  },
  {
    mutants: /^function private\.(is_timezone\(text\)|touch_updated_at\(\)): security definer$/,
    because: 'It reads no table and does not ask who runs it.',
  },
  {
    mutants: /^function private\.create_user_profile\(\): security invoker$/,
    because: 'Only the system inserts users, and it may insert profiles.',
  },
  {
    mutants: /^function private\.take_rate_limit\(.*\): security invoker$/,
    because: 'Only the system may call it, and it may write the table.',
  },
  {
    mutants: /^function private\.visible_member_ids\(\): security invoker$/,
    because: 'It reads memberships of gyms one staffs, which the policy shows to staff as well.',
  },
  {
    mutants: /^function private\.visible_member_ids\(\): .*"m\.approved_at is null", is true$/,
    because: 'Who manages a gym staffs it: its approved members are in the other arm.',
  },
  {
    mutants:
      /^function private\.guard_gym_manager\(\): .*"new\.manager_id is distinct from .* is true$/,
    because: 'Naming the same manager again: they are a member, or they could not be manager.',
  },
  {
    mutants: /^function private\.claim_idempotency_key\(.*"caller is null", is false$/,
    because: 'The primary key refuses a key without a subject; the door refuses such claims.',
  },
  {
    mutants: /^function private\.claim_idempotency_key\(.*old\.created_at < now\(\).* is false$/,
    because: 'Expired keys then stay in the table: storage, not access.',
  },
];
