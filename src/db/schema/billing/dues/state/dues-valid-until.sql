-- The first day on which what was good for so many days from `first` on is good no more; null for ever.
-- A freeze that begins only then saves nothing.
create or replace function private.dues_valid_until(account uuid, first date, days integer)
returns date
language plpgsql stable set search_path = '' as $$
begin
  return private.dues_until(account, first, first + days - 1) + 1;
end
$$;
revoke execute on function private.dues_valid_until(uuid, date, integer) from public;
