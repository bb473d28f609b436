-- Whole months from one day to another, as many as can be added without passing it: from 31 August to
-- 28 February are six. None where the other day comes first.
create or replace function private.months_between(first date, last date) returns integer
language sql immutable set search_path = '' as $$
  select greatest(0, months - case
    when (first + make_interval(months => months))::date > last then 1 else 0 end)
  from (
    select (
      (extract(year from last) - extract(year from first)) * 12
      + extract(month from last) - extract(month from first)
    )::integer as months
  ) m
$$;
revoke execute on function private.months_between(date, date) from public;
