-- Changes when an account ends (`ends`: whether that is asked for), and, unless `people` is null, whom it
-- covers from a day on, for managers: who is not among them is covered until the day before. One row: the
-- refusal, or the account. Refusals: dues_account_not_found, precondition_failed (of another version),
-- dues_account_ended, dues_day_in_past, dues_day_too_far, member_not_found, too_many_covered,
-- nobody_covered, covered_elsewhere (by another account, in the days that a later end would add). Where
-- another account covers somebody whom it is to cover, it raises.
create or replace function private.change_dues_account(
  account uuid, version timestamptz, ends boolean, last_day date, people uuid[], from_day date
) returns table (refusal text, changed public.dues_accounts)
language plpgsql volatile security definer set search_path = '' as $$
declare
  covered constant uuid[] := array(select distinct unnest(people) order by 1);
  was public.dues_accounts;
  today date;
  begins date;
  are_members boolean;
  person uuid;
begin
  perform private.hold_caller();
  select a.* into was from public.dues_accounts a
  where a.id = account and a.gym_id = any (private.gym_ids('MANAGER'));
  if was.id is not null then
    -- Ahead of the account, with those who are covered already.
    perform private.hold_covered(was.gym_id, array(
      select c.user_id from public.dues_coverage c where c.account_id = account
      union select unnest(covered)
    ), null);
    are_members := private.hold_covered(was.gym_id, covered, null);
  end if;
  select * into was from private.hold_dues_account(account);
  today := private.dues_day(was.gym_id, now());
  begins := greatest(coalesce(from_day, today), was.starts_on);
  refusal := case
    when was.id is null then 'dues_account_not_found'
    when was.updated_at <> version then 'precondition_failed'
    when was.ends_on < today then 'dues_account_ended'
    when ends and last_day < greatest(today, was.starts_on) or from_day < today then 'dues_day_in_past'
    when last_day > today + 3660 or begins > today + 366 then 'dues_day_too_far'
    when begins > case when ends then last_day else was.ends_on end then 'dues_account_ended'
    when not are_members then 'member_not_found'
    when people = '{}' then 'nobody_covered'
    when was.kind in ('monthly', 'trial') and cardinality(covered) > 1 then 'too_many_covered'
  end;
  if refusal is null and ends and last_day is distinct from was.ends_on then
    refusal := private.end_dues_account(was, last_day);
  end if;
  if refusal is null and people is not null then
    perform private.uncover_person(account, c.user_id, begins)
    from public.dues_coverage c
    where c.account_id = account and (c.covered_until is null or c.covered_until > begins)
      and not c.user_id = any (covered);
    foreach person in array covered loop
      if not exists (
        select from public.dues_coverage c
        where c.account_id = account and c.user_id = person and c.covered_from <= begins
          and (c.covered_until is null or c.covered_until > begins)
      ) then
        perform private.uncover_person(account, person, begins);
        perform private.cover_person(account, was.gym_id, person, begins);
      end if;
    end loop;
  end if;
  if refusal is null then
    perform private.restate_dues(account, now());
    -- Another version also where only whom it covers is another.
    update public.dues_accounts a set updated_at = now() where a.id = account
    returning a.* into changed;
  end if;
  return next;
end
$$;
revoke execute on function private.change_dues_account(
  uuid, timestamptz, boolean, date, uuid[], date
) from public;
grant execute on function private.change_dues_account(
  uuid, timestamptz, boolean, date, uuid[], date
) to authenticated;
