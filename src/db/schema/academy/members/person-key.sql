-- What tells two people of a gym apart who have no number there.
create or replace function private.person_key(
  first_name text, last_name text, birth_date date, email text
) returns text
language sql immutable set search_path = '' as $$
  select lower(
    coalesce(first_name, '') || e'\x1f' || coalesce(last_name, '') || e'\x1f' ||
    coalesce(extract(epoch from birth_date)::text, '') || e'\x1f' || coalesce(email, '')
  )
$$;
revoke execute on function private.person_key(text, text, date, text) from public;
