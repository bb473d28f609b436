-- Takes note of a QR code for the caller or a child of theirs, to be shown at a front desk of their gyms
-- within a minute. Answers until when.
create or replace function private.issue_check_in_code(person uuid, code_hash text)
returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  until constant timestamptz(3) := now() + interval '1 minute';
begin
  perform private.hold_caller();
  if not person = any (private.person_ids()) or not exists (
    select from public.memberships m where m.user_id = person and m.in_effect
  ) then
    raise exception 'no such member'
      using errcode = 'foreign_key_violation', constraint = 'member_not_found';
  end if;
  insert into private.check_in_codes (code_hash, user_id, expires_at)
  values (issue_check_in_code.code_hash, person, until);
  -- What tells a used one from one that never was, for a little while.
  delete from private.check_in_codes c
  where c.user_id = person and c.expires_at < now() - interval '10 minutes';
  return until;
end
$$;

revoke execute on function private.issue_check_in_code(uuid, text) from public;
grant execute on function private.issue_check_in_code(uuid, text) to authenticated;
