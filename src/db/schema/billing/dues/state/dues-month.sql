-- The first day of an account's month after so many: always reckoned from its first day, so that one
-- which begins on the 31st is due on the last day of a short month and on the 31st again after it; and
-- put off by freezes. A freeze that begins on the very day puts it off, as nothing is owed while it lasts.
create or replace function private.dues_month(account uuid, starts_on date, months integer)
returns date
language plpgsql stable set search_path = '' as $$
begin
  return private.dues_until(
    account, starts_on, (starts_on + make_interval(months => months))::date
  );
end
$$;
revoke execute on function private.dues_month(uuid, date, integer) from public;
