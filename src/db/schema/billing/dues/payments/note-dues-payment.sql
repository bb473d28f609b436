-- Notes what a manager took in on an account: for so many months or cards. One row: the refusal, or the
-- payment. Refusals: dues_account_not_found, received_in_future.
create or replace function private.note_dues_payment(
  account uuid, units integer, amount numeric, received_on date, method text
) returns table (refusal text, payment public.dues_payments)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
  today date;
begin
  select * into held from private.hold_dues_account(account);
  today := private.dues_day(held.gym_id, now());
  refusal := case
    when held.id is null then 'dues_account_not_found'
    when received_on > today then 'received_in_future'
  end;
  if refusal is null then
    insert into public.dues_payments as p
      (account_id, gym_id, units, amount, received_on, method, noted_by)
    values (
      account, held.gym_id, units, amount, coalesce(received_on, today), method, caller
    )
    returning p.* into payment;
    if held.kind = 'punch_card' then
      perform private.add_punches(account, held.gym_id, payment.id, units * held.punches);
    end if;
    perform private.restate_dues(account, now());
  end if;
  return next;
end
$$;
revoke execute on function private.note_dues_payment(uuid, integer, numeric, date, text) from public;
grant execute on function private.note_dues_payment(uuid, integer, numeric, date, text)
  to authenticated;
