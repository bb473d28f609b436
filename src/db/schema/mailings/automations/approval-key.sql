-- By which key it counts once that somebody was let in: once more for who came back.
create or replace function private.approval_key(membership uuid, approved_at timestamptz)
returns text
language sql stable set search_path = '' as $$
  select 'membership:' || membership || ':'
    || to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
$$;
revoke execute on function private.approval_key(uuid, timestamptz) from public;
grant execute on function private.approval_key(uuid, timestamptz) to service_role;
