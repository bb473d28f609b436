-- How old somebody is on a day; who was born on 29 February is a year older on the 28th of others.
create or replace function private.age_on(birth_date date, day date) returns integer
language sql immutable set search_path = '' as $$
  select years - case when (birth_date + years * interval '1 year')::date > day then 1 else 0 end
  from (select (extract(year from day) - extract(year from birth_date))::integer as years) y
$$;
revoke execute on function private.age_on(date, date) from public;
