-- What an account owes on a day, and for how many months: each that has begun and is not paid for, at
-- the price of as many people as it covers on its first day; none where that is nobody, as when the last
-- has left, or before it covered anybody. Of a card nothing is owed, as it is paid
-- before it is used, and of a trial what was not paid of its price. Exact decimals.
create or replace function private.dues_owed(account public.dues_accounts, day date)
returns table (months integer, amount numeric)
language plpgsql stable set search_path = '' as $$
declare
  paid constant integer := private.dues_units(account.id);
  due date;
begin
  months := 0;
  amount := 0;
  if account.kind = 'trial' then
    amount := case when paid = 0 and day >= account.starts_on then account.price else 0 end;
  elsif account.kind <> 'punch_card' then
    loop
      due := private.dues_month(account.id, account.starts_on, paid + months);
      exit when due > least(day, account.ends_on) or not exists (
        select from public.dues_coverage c
        where c.account_id = account.id and c.covered_from <= due
          and (c.covered_until is null or c.covered_until > due)
      );
      amount := amount + private.dues_price(account, due);
      months := months + 1;
    end loop;
  end if;
  return next;
end
$$;
revoke execute on function private.dues_owed(public.dues_accounts, date) from public;
