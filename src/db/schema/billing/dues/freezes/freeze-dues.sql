-- Has an account rest from one day to another, both included, for managers. One row: the refusal, or the
-- freeze. Refusals: dues_account_not_found, dues_account_ended (or not begun by then), freeze_too_long
-- (a year), freeze_overlaps.
create or replace function private.freeze_dues(account uuid, first date, last date)
returns table (refusal text, rest public.dues_freezes)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.dues_accounts;
begin
  select * into held from private.hold_dues_account(account);
  refusal := case
    when held.id is null then 'dues_account_not_found'
    when first < held.starts_on or first > held.ends_on then 'dues_account_ended'
    when last - first not between 0 and 365 then 'freeze_too_long'
    when exists (
      select from public.dues_freezes f
      where f.account_id = account and f.starts_on <= last and f.ends_on >= first
    ) then 'freeze_overlaps'
  end;
  if refusal is null then
    insert into public.dues_freezes as f (account_id, gym_id, starts_on, ends_on, noted_by)
    values (account, held.gym_id, first, last, caller) returning f.* into rest;
    perform private.restate_dues(account, now());
  end if;
  return next;
end
$$;
revoke execute on function private.freeze_dues(uuid, date, date) from public;
grant execute on function private.freeze_dues(uuid, date, date) to authenticated;
