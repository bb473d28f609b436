-- How people of a gym stand to ranks of an art as of a day, by the rules and the history of that day:
-- all of them in one statement. `people`, `belts` and `degrees` go by position, one question each; a
-- rank that the system in force does not have has no answer. Asks nobody who they are.
--
-- Every condition is turned into the day from which it holds, `infinity` where none can be told. An
-- alternative holds from the last of its days, a requirement from the first of its alternatives, which
-- is the one that is told, and the rank from the last of its requirements. Where the rank now is none
-- that leads there, time and classes are left out: they would be those of another rank.
create or replace function private.assess_ranks(
  gym uuid, art text, people uuid[], belts text[], degrees integer[], on_date date
) returns table (
  user_id uuid, belt text, degree integer, eligible boolean, earliest date, conditions jsonb
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
-- What is computed in between has no statistics: a nested loop over it is lost on a large gym.
set enable_nestloop = off as $$
declare
  system constant uuid := private.rank_system_in_force(gym, art, on_date);
begin
  return query
    with rules as materialized (
      select r.*, k.first_degree,
        bool_or(r.condition in ('time', 'classes', 'stripes')) over requirement as counts_since
      from public.rank_rules r
      join public.ranks k on k.system_id = r.system_id and k.belt = r.belt
      where r.system_id = system
      window requirement as (partition by r.belt, r.degree, r.requirement)
    ), now as materialized (
      select * from private.current_ranks(gym, system, art, people, on_date)
    ), questions as materialized (
      select q.nth, q.belt as to_belt, q.degree as to_degree, n.*,
        extract(year from n.birth_date)::integer as birth_year,
        q.belt = n.belt and q.degree <= n.degree as behind
      from unnest(people, belts, degrees) with ordinality q (person, belt, degree, nth)
      join now n on n.user_id = q.person
      join public.ranks k on k.system_id = system and k.belt = q.belt
      where q.degree between k.first_degree and k.degrees
    ), asked as materialized (
      select r.*, q.nth, q.user_id, q.belt as now_belt, q.degree as now_degree, q.promoted,
        q.birth_date, q.birth_year,
        case r.since when 'belt' then q.belt_since else q.rank_since end as counted_since,
        case r.since when 'belt' then q.belt_awarded_on else q.rank_awarded_on end as promoted_on
      from questions q
      join rules r on r.belt = q.to_belt
        and (r.degree = q.to_degree or q.belt <> q.to_belt and r.degree = r.first_degree)
    ), met as materialized (
      -- What the past has to show for a condition.
      select a.nth, a."position", min(h.registered_on) as on_date, null::bigint as times
      from asked a
      join private.rank_history(people, art, assess_ranks.on_date) h
        on h.user_id = a.user_id and h.belt = any (a.belts)
      where a.condition = 'held_rank'
        and (a.registered_from_age is null
          or extract(year from h.registered_on) - a.birth_year >= a.registered_from_age)
        and (a.registered_until_age is null
          or extract(year from h.registered_on) - a.birth_year <= a.registered_until_age)
      group by a.nth, a."position"
      union all
      select a.nth, a."position", min(h.awarded_on), null
      from asked a
      join private.rank_history(people, art, assess_ranks.on_date) h
        on h.user_id = a.user_id and h.belt = a.now_belt and h.degree >= a.threshold
      where a.condition = 'stripes'
      group by a.nth, a."position"
      union all
      select a.nth, a."position", min(t.won_on), null
      from asked a
      join public.titles t on t.user_id = a.user_id and t.modality = art and t.title = a.title
        and t.belt = any (a.belts) and t.won_on <= assess_ranks.on_date
      where a.condition = 'title'
      group by a.nth, a."position"
      union all
      select c.nth, c."position", max(c.class_date) filter (where c.place = c.threshold), count(*)
      from (
        select a.nth, a."position", a.threshold, k.class_date,
          row_number() over (partition by a.nth, a."position" order by k.class_date) as place
        from asked a
        join private.training(gym, system, people, assess_ranks.on_date) k
          on k.user_id = a.user_id and (a.promoted_on is null or k.class_date > a.promoted_on)
        where a.condition = 'classes'
      ) c
      group by c.nth, c."position"
    ), dated as materialized (
      select a.*, m.times, coalesce(case
        when a.condition in ('time', 'classes', 'stripes') and a.threshold = 0 and not a.promoted
          then '-infinity'
        when a.condition = 'from_rank' then case
          when a.now_belt = any (a.belts) and coalesce(a.belts_degree = a.now_degree, true)
          then '-infinity' end::date
        when a.condition = 'age_in_year' then make_date(a.birth_year + a.threshold, 1, 1)
        when a.condition = 'oldest_in_year' then case
          when extract(year from assess_ranks.on_date) - a.birth_year <= a.threshold
          then '-infinity' end::date
        when a.condition = 'age' then (a.birth_date + make_interval(years => a.threshold))::date
        when a.condition = 'time' then
          (a.counted_since + make_interval(months => a.threshold))::date
        when a.condition in ('classes', 'stripes') and a.threshold = 0 then '-infinity'
        else m.on_date end, 'infinity') as from_date
      from asked a
      left join met m on m.nth = a.nth and m."position" = a."position"
    ), alternatives as (
      select d.*, max(d.from_date)
        over (partition by d.nth, d.degree, d.requirement, d.alternative) as met_from
      from dated d
    ), soonest as (
      select a.*, first_value(a.alternative) over (
        partition by a.nth, a.degree, a.requirement order by a.met_from, a.alternative
      ) as told
      from alternatives a
    ), told as (
      select s.*, bool_or(s.requirement = 'from' and s.met_from = 'infinity')
        over (partition by s.nth) as barred, (
          (extract(year from assess_ranks.on_date) - extract(year from s.counted_since)) * 12
          + extract(month from assess_ranks.on_date) - extract(month from s.counted_since)
        )::integer as months
      from soonest s where s.alternative = s.told
    ), answers as (
      select t.nth, max(t.met_from) as from_date, bool_or(t.requirement = 'from') as leads,
        jsonb_agg(
          jsonb_build_object(
            'requirement', t.requirement,
            'code', case when t.birth_date is null
              and t.condition in ('age_in_year', 'oldest_in_year', 'age')
              then 'birth_date' else t.condition end,
            'article', t.article, 'belts', t.belts, 'title', t.title,
            'value', case t.condition
              -- As many as can be added without passing the day: from 31 August to 28 February six.
              when 'time' then greatest(0, t.months - case
                when (t.counted_since + make_interval(months => t.months))::date
                  > assess_ranks.on_date then 1 else 0 end)
              when 'classes' then coalesce(t.times, 0)
              when 'stripes' then t.now_degree
              when 'age' then private.age_on(t.birth_date, assess_ranks.on_date)
              when 'age_in_year' then extract(year from assess_ranks.on_date) - t.birth_year
              when 'oldest_in_year' then extract(year from assess_ranks.on_date) - t.birth_year end,
            'threshold', t.threshold,
            'holds', t.from_date <= assess_ranks.on_date,
            'earliest', case when isfinite(t.from_date) then t.from_date end
          ) order by t."position"
        ) filter (where not (t.barred and t.counts_since)) as conditions
      from told t group by t.nth
    )
    select q.user_id, q.to_belt, q.to_degree,
      not q.behind and coalesce(a.from_date <= assess_ranks.on_date, true),
      case when isfinite(a.from_date) and not q.behind then a.from_date end,
      coalesce(a.conditions, '[]') || case when q.behind and not coalesce(a.leads, false)
        then jsonb_build_array(jsonb_build_object(
          'requirement', 'order', 'code', 'from_rank', 'article', null, 'belts', null,
          'title', null, 'value', null, 'threshold', null, 'holds', false, 'earliest', null
        )) else '[]' end
    from questions q
    left join answers a on a.nth = q.nth
    order by q.nth;
end
$$;
revoke execute on function private.assess_ranks(uuid, text, uuid[], text[], integer[], date)
  from public;
