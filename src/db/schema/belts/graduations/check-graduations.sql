-- Judges the graduations of a statement, all or none, when their rows are there. Who is promoted is
-- held, so that of two promotions at once the second is judged by what the first left, and stays a
-- member. Then the rules of the day decide, or a reason sets them aside. Who is refused stands in the
-- detail, and why in the name of the constraint; what is done is in the trail. What is imported is
-- history, and is neither judged nor traced.
create or replace function private.check_graduations() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  actor constant uuid := private.current_user_id();
  fault text;
  refused jsonb;
  held record;
  -- What is not met, by the id of the graduation.
  lacking jsonb := '{}';
begin
  perform from public.users u where u.id in (select a.user_id from added a)
  order by u.id for no key update;
  perform from public.memberships m
  where (m.user_id, m.gym_id) in (select a.user_id, a.gym_id from added a where a.voids is null)
  order by m.id for share;

  select x.fault, jsonb_agg(jsonb_build_object('user_id', x.user_id) order by x.user_id)
  into fault, refused
  from (
    select a.user_id, case
        when a.voids is not null then case
          when taken.voids is not null or a.void_reason is null
            or num_nonnulls(a.event_id, a.override_reason) > 0
            or (a.belt, a.degree, a.awarded_on, a.registered_on)
              <> (taken.belt, taken.degree, taken.awarded_on, taken.registered_on)
          then 'graduations_like_the_voided' end
        when not exists (
          select from public.memberships m
          where m.user_id = a.user_id and m.gym_id = a.gym_id and m.in_effect
        ) then 'graduations_of_members'
        when greatest(a.awarded_on, a.registered_on) > (now() at time zone g.timezone)::date
          then 'graduations_until_today'
        when count(*) over (partition by a.user_id, a.modality, a.voids is null) > 1
          then 'graduations_one_at_once'
        when (was.belt, was.degree) = (a.belt, a.degree) then 'graduations_of_another_rank'
        when a.override_reason is null and later.awarded_on > a.awarded_on
          then 'graduations_in_order'
      end as fault
    from added a
    join public.gyms g on g.id = a.gym_id
    left join public.graduations taken on taken.id = a.voids
    left join lateral private.latest_graduation(a.user_id, a.modality, a.awarded_on, a.id) was on true
    left join lateral private.latest_graduation(a.user_id, a.modality, 'infinity', a.id) later on true
    where a.legacy_id is null
  ) x
  where x.fault is not null
  group by x.fault order by x.fault limit 1;
  if fault is not null then
    raise exception 'a graduation is not as it must be'
      using errcode = 'check_violation', constraint = fault, detail = refused;
  end if;
  return null;
end
$$;

revoke execute on function private.check_graduations() from public;
