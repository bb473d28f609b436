-- Whether who was born then is not eighteen yet; without a date nobody is taken for a child. Who was
-- born on 29 February comes of age on the 28th. By UTC, whatever time zone a session has set.
create or replace function private.is_minor(birth_date date) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((birth_date + interval '18 years')::date > (now() at time zone 'UTC')::date, false)
$$;

revoke execute on function private.is_minor(date) from public;
grant execute on function private.is_minor(date) to authenticated, service_role;
