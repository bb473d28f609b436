-- The latest birth date of who is eighteen on a day, today unless told; who was born on 29 February
-- comes of age on the 28th. By UTC, whatever time zone a session has set. A policy compares a column
-- with it, which stays a plain comparison of dates, and leakproof. plpgsql costs a tenth of what a
-- function in SQL does that cannot be inlined.
create or replace function private.adults_born_by(today date default (now() at time zone 'UTC')::date)
returns date
language plpgsql immutable set search_path = '' as $$
begin
  return greatest(
    (today - interval '18 years')::date, (today + 1 - interval '18 years')::date - 1
  );
end
$$;

revoke execute on function private.adults_born_by(date) from public;
grant execute on function private.adults_born_by(date) to authenticated, service_role;
