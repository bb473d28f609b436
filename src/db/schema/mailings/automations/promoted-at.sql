-- When somebody was promoted, as automations count it: when it was written down, but not later than the
-- day of it ended at the gym, so that what is entered long after says nothing.
create or replace function private.promoted_at(
  awarded_on date, written_at timestamptz, zone text
) returns timestamptz
language sql immutable set search_path = '' as $$
  select least(written_at, private.instant_of((awarded_on + 1)::timestamp, zone))
$$;
revoke execute on function private.promoted_at(date, timestamptz, text) from public;
grant execute on function private.promoted_at(date, timestamptz, text) to service_role;
