-- The classes of a card or a trial that are free for use on a day, those first whose days are over first.
-- Of a card that was voided none is: what was used of it may have been given back.
create or replace function private.dues_free_punches(account public.dues_accounts, day date)
returns setof uuid
language plpgsql stable set search_path = '' as $$
begin
  return query
    with card as materialized (
      select p.id, private.dues_valid_until(account.id, p.received_on, account.valid_days) as until
      from public.dues_payments p where p.account_id = account.id and p.voided_at is null
    )
    select u.id from private.dues_punches u left join card on card.id = u.payment_id
    where u.account_id = account.id and u.check_in_id is null
      and (u.payment_id is null or card.id is not null and coalesce(card.until > day, true))
    order by card.until nulls last, u.payment_id, u.id;
end
$$;
revoke execute on function private.dues_free_punches(public.dues_accounts, date) from public;
