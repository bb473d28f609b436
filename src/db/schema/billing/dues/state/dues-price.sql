-- What a month, a card or a trial of an account costs on a day: of a family so much more for each person
-- after the first whom it covers then.
create or replace function private.dues_price(account public.dues_accounts, day date)
returns numeric
language plpgsql stable set search_path = '' as $$
begin
  return account.price + coalesce(account.person_price, 0) * (
    select greatest(count(*) - 1, 0) from public.dues_coverage c
    where c.account_id = account.id and c.covered_from <= day
      and (c.covered_until is null or c.covered_until > day)
  );
end
$$;
revoke execute on function private.dues_price(public.dues_accounts, date) from public;
