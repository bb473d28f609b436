-- How an account stands on a day of its gym: the one definition, a function of its rows and that day.
-- The first that applies:
--  * before its first day `current`, after its last `ended`;
--  * on a day of a freeze `frozen`;
--  * a trial, or a card, whose days are over `ended`; what is left on it does not matter here;
--  * months that are not paid for `overdue`, since the first day of the first such month.
-- `paid_until` is that day; for cards and trials the first on which they are good no more (null: none).
-- `changes_on` is the next day on which it may stand otherwise without anybody writing.
create or replace function private.dues_on(account public.dues_accounts, day date)
returns table (state text, overdue_since date, paid_until date, changes_on date)
language plpgsql stable set search_path = '' as $$
begin
  if account.kind = 'trial' then
    paid_until := private.dues_valid_until(account.id, account.starts_on, account.valid_days);
  elsif account.kind = 'punch_card' then
    select max(private.dues_valid_until(account.id, p.received_on, account.valid_days))
    into paid_until
    from public.dues_payments p where p.account_id = account.id and p.voided_at is null;
  else
    paid_until := private.dues_month(
      account.id, account.starts_on, private.dues_units(account.id)
    );
  end if;
  state := case
    when day < account.starts_on then 'current'
    when day > account.ends_on then 'ended'
    when exists (
      select from public.dues_freezes f
      where f.account_id = account.id and day between f.starts_on and f.ends_on
    ) then 'frozen'
    when day < paid_until or paid_until is null then 'current'
    when account.kind in ('trial', 'punch_card') then 'ended'
    else 'overdue'
  end;
  overdue_since := case when state = 'overdue' then paid_until end;
  select min(d.day) into changes_on
  from (
    values (account.starts_on), (account.ends_on + 1), (paid_until)
    union all
    select unnest(array[f.starts_on, f.ends_on + 1]) from public.dues_freezes f
    where f.account_id = account.id
  ) d (day)
  where d.day > dues_on.day;
  return next;
end
$$;
revoke execute on function private.dues_on(public.dues_accounts, date) from public;
