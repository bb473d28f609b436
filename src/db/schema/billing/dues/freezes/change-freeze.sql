-- Has a freeze end on another day, or, without one, takes it away as if it had never been, for managers.
-- One row: the refusal, or the freeze as it is or was. Refusals: freeze_not_found, precondition_failed
-- (of another version), freeze_too_long (or none: before its first day), freeze_overlaps.
create or replace function private.change_freeze(id uuid, version timestamptz, last date)
returns table (refusal text, rest public.dues_freezes)
language plpgsql volatile security definer set search_path = '' as $$
declare
  held public.dues_accounts;
begin
  perform private.hold_caller();
  select a.* into held
  from public.dues_freezes f, private.hold_dues_account(f.account_id) a
  where f.id = change_freeze.id;
  select f.* into rest from public.dues_freezes f
  where f.id = change_freeze.id and f.account_id = held.id;
  refusal := case
    when rest.id is null then 'freeze_not_found'
    when rest.updated_at <> version then 'precondition_failed'
    when last - rest.starts_on not between 0 and 365 then 'freeze_too_long'
    when exists (
      select from public.dues_freezes f
      where f.account_id = held.id and f.id <> rest.id
        and f.starts_on <= last and f.ends_on >= rest.starts_on
    ) then 'freeze_overlaps'
  end;
  if refusal is not null then
    rest := null;
  else
    if last is null then
      delete from public.dues_freezes f where f.id = rest.id;
    else
      update public.dues_freezes f set ends_on = last where f.id = rest.id
      returning f.* into rest;
    end if;
    perform private.restate_dues(held.id, now());
  end if;
  return next;
end
$$;
revoke execute on function private.change_freeze(uuid, timestamptz, date) from public;
grant execute on function private.change_freeze(uuid, timestamptz, date) to authenticated;
