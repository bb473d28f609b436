-- Begins an account on a plan of a gym, for who pays and whom it covers, for managers. One row: the
-- refusal, or the account. Who pays is a grown-up who is a member, or the guardian of somebody covered.
-- The account copies the plan's terms. Refusals: not_a_manager, dues_plan_not_found,
-- dues_plan_archived, member_not_found, payer_not_found, payer_is_a_child, too_many_covered,
-- nobody_covered, dues_day_too_far (a year either way). Where another account covers somebody it raises.
create or replace function private.open_dues_account(
  gym uuid, plan uuid, payer uuid, people uuid[], starts_on date
) returns table (refusal text, account public.dues_accounts)
language plpgsql volatile security definer set search_path = '' as $$
declare
  covered constant uuid[] := array(select distinct unnest(people) order by 1);
  today constant date := private.dues_day(gym, now());
  begins constant date := coalesce(starts_on, today);
  p public.dues_plans;
  o record;
  person uuid;
  are_members boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    return query select 'not_a_manager', null::public.dues_accounts;
    return;
  end if;
  are_members := private.hold_covered(gym, covered, payer);
  select x.* into p from public.dues_plans x where x.id = plan and x.gym_id = gym for share;
  select private.is_minor(u.birth_date) as is_child into o
  from public.users u where u.id = payer and u.deleted_at is null and (
    covered && private.persons_of(payer) and not payer = any (covered)
    or exists (
      select from public.memberships m where m.gym_id = gym and m.user_id = payer and m.in_effect
    )
  );
  refusal := case
    when p.id is null then 'dues_plan_not_found'
    when p.archived_at is not null then 'dues_plan_archived'
    when not are_members then 'member_not_found'
    when o.is_child is null then 'payer_not_found'
    when o.is_child then 'payer_is_a_child'
    when covered = '{}' then 'nobody_covered'
    when p.kind in ('monthly', 'trial') and cardinality(covered) > 1 then 'too_many_covered'
    when begins not between today - 366 and today + 366 then 'dues_day_too_far'
  end;
  if refusal is null then
    insert into public.dues_accounts as a (
      gym_id, plan_id, payer_id, kind, price, person_price, currency, punches, valid_days, starts_on
    )
    values (
      gym, plan, payer, p.kind, p.price, p.person_price, p.currency, p.punches, p.valid_days, begins
    )
    returning a.* into account;
    foreach person in array covered loop
      perform private.cover_person(account.id, gym, person, begins);
    end loop;
    if p.kind = 'trial' then
      perform private.add_punches(account.id, gym, null, p.punches);
    end if;
    perform private.restate_dues(account.id, now());
    select a.* into account from public.dues_accounts a where a.id = account.id;
  end if;
  return next;
end
$$;
revoke execute on function private.open_dues_account(uuid, uuid, uuid, uuid[], date) from public;
grant execute on function private.open_dues_account(uuid, uuid, uuid, uuid[], date)
  to authenticated;
