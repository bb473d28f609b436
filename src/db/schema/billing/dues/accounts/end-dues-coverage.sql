-- Who is no member of a gym any more is covered by none of its accounts, and one that covers nobody any
-- more is over with the day.
create or replace function private.end_dues_coverage() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := private.dues_day(new.gym_id, now());
  held uuid;
begin
  for held in
    select a.id from public.dues_accounts a
    where a.id in (
      select c.account_id from public.dues_coverage c
      where c.user_id = new.user_id and c.gym_id = new.gym_id
        and (c.covered_until is null or c.covered_until > today)
    )
    order by a.id for no key update
  loop
    perform private.uncover_person(held, new.user_id, today);
    update public.dues_accounts a set ends_on = greatest(a.starts_on, today)
    where a.id = held and not exists (
      select from public.dues_coverage c
      where c.account_id = held and (c.covered_until is null or c.covered_until > today)
    );
    perform private.restate_dues(held, now());
  end loop;
  return null;
end
$$;
revoke execute on function private.end_dues_coverage() from public;
