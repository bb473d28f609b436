-- Judges the graduations of a statement, all or none, when their rows are there. Who is promoted is
-- held, so that of two promotions at once the second is judged by what the first left, and stays a
-- member. Then the rules of the day decide, or a reason sets them aside. Who is refused stands in the
-- detail, and why in the name of the constraint; what is done is in the trail. What is imported is
-- history, and is neither judged nor traced.
create or replace function private.check_graduations() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  ids constant uuid[] := array(select a.id from added a);
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
          when g.voids is not null or a.void_reason is null
            or num_nonnulls(a.event_id, a.override_reason) > 0
            or (a.belt, a.degree, a.awarded_on, a.registered_on)
              <> (g.belt, g.degree, g.awarded_on, g.registered_on)
          then 'graduations_like_the_voided' end
        when a.void_reason is not null then 'graduations_like_the_voided'
        when not exists (
          select from public.memberships m
          where m.user_id = a.user_id and m.gym_id = a.gym_id and m.in_effect
        ) then 'graduations_of_members'
        when greatest(a.awarded_on, a.registered_on) > (now() at time zone y.timezone)::date
          then 'graduations_until_today'
        when count(*) over (partition by a.user_id, a.modality, a.voids is null) > 1
          then 'graduations_one_at_once'
        when (was.belt, was.degree) = (a.belt, a.degree) then 'graduations_of_another_rank'
        when a.override_reason is null and latest.awarded_on > a.awarded_on
          then 'graduations_in_order'
      end as fault
    from added a
    join public.gyms y on y.id = a.gym_id
    left join public.graduations g on g.id = a.voids
    left join lateral private.rank_history(array[a.user_id], a.modality, a.awarded_on, array[a.id]) was
      on was.nth = 1
    left join lateral private.rank_history(array[a.user_id], a.modality, 'infinity', array[a.id]) latest
      on latest.nth = 1
    where a.legacy_id is null
  ) x
  where x.fault is not null
  group by x.fault order by x.fault limit 1;

  if fault is null then
    for held in
      select a.gym_id, a.modality, a.awarded_on, array_agg(a.id order by a.id) as ids,
        array_agg(a.user_id order by a.id) as people, array_agg(a.belt order by a.id) as belts,
        array_agg(a.degree order by a.id) as degrees
      from added a where a.voids is null and a.legacy_id is null
      group by a.gym_id, a.modality, a.awarded_on
    loop
      select lacking || jsonb_object_agg(p.id, case when not r.eligible then (
          select jsonb_agg(c) from jsonb_array_elements(r.conditions) c where not (c ->> 'holds')::boolean
        ) end),
        jsonb_agg(jsonb_build_object('user_id', p.person) order by p.person)
          filter (where r.user_id is null)
      into lacking, refused
      from unnest(held.ids, held.people) p (id, person)
      left join private.assess_ranks(
        held.gym_id, held.modality, held.people, held.belts, held.degrees, held.awarded_on, ids
      ) r on r.user_id = p.person;
      if refused is not null then
        fault := 'graduations_of_the_rules';
        exit;
      end if;
    end loop;
  end if;
  if fault is null then
    select 'graduations_eligible', jsonb_agg(jsonb_build_object(
      'user_id', a.user_id, 'belt', a.belt, 'degree', a.degree, 'unmet', lacking -> a.id::text
    ) order by a.user_id)
    into fault, refused
    from added a
    where a.override_reason is null and jsonb_typeof(lacking -> a.id::text) = 'array'
    having count(*) > 0;
  end if;
  if fault is not null then
    raise exception 'a graduation is not as it must be'
      using errcode = 'check_violation', constraint = fault, detail = refused;
  end if;

  insert into public.audit_events (gym_id, actor_id, subject_id, action, details)
  select a.gym_id, private.current_user_id(), a.user_id, case
      when a.voids is not null then 'graduation_voided'
      when jsonb_typeof(lacking -> a.id::text) = 'array' then 'overridden'
      else 'promoted'
    end,
    jsonb_strip_nulls(jsonb_build_object(
      'graduation_id', coalesce(a.voids, a.id), 'modality', a.modality, 'belt', a.belt,
      'degree', a.degree, 'awarded_on', a.awarded_on, 'event_id', a.event_id,
      'reason', coalesce(a.void_reason, a.override_reason),
      'unmet', nullif(jsonb_path_query_array(lacking -> a.id::text, '$[*].code'), '[]')
    ))
  from added a where a.legacy_id is null
  order by a.user_id;
  return null;
end
$$;

revoke execute on function private.check_graduations() from public;
