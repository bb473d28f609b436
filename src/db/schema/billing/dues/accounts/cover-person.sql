-- Has an account cover somebody from a day on; raises where another one does on a day from then on. One
-- that is over by then, a trial or a card whose days have passed, makes room. For who holds the
-- person's membership alone, so that two at once come one after another.
create or replace function private.cover_person(account uuid, gym uuid, person uuid, from_day date)
returns void
language plpgsql volatile set search_path = '' as $$
declare
  last_day constant date := (select a.ends_on from public.dues_accounts a where a.id = account);
  other record;
begin
  for other in
    select c.id, c.covered_from, (private.dues_on(a, from_day)).state
    from public.dues_coverage c join public.dues_accounts a on a.id = c.account_id
    where c.user_id = person and c.gym_id = gym
      and (c.covered_until is null or c.covered_until > from_day)
  loop
    if other.state <> 'ended' or other.covered_from >= from_day then
      raise exception 'another account covers this person'
        using errcode = 'exclusion_violation', constraint = 'dues_coverage_once';
    end if;
    update public.dues_coverage c set covered_until = from_day where c.id = other.id;
  end loop;
  insert into public.dues_coverage (account_id, gym_id, user_id, covered_from, covered_until)
  values (account, gym, person, from_day, last_day + 1);
end
$$;
revoke execute on function private.cover_person(uuid, uuid, uuid, date) from public;
