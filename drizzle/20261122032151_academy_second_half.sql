set local check_function_bodies = off;
--> statement-breakpoint
-- A page of the students of a gym who have not come for some days, the longest away first.
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since, a.days_away, a.missed
    from private.away_members(gym, days, at) a
    join public.users u on u.id = a.user_id
    where after_id is null or (a.since, a.user_id) > (after_since, after_id)
    order by a.since, a.user_id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
--> statement-breakpoint
-- The students of a gym who have not come for some days, and the reason: never since they joined, or not
-- since they were present last, though classes took place meanwhile (`missed`, of a year at most). Asks
-- nobody who they are.
create or replace function private.away_members(gym uuid, days integer, at timestamptz)
returns table (user_id uuid, reason text, since date, days_away integer, missed integer)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from private.last_there(gym, at) m where m.role = 'STUDENT'
    )
    select a.user_id, a.reason, a.since, today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days;
end
$$;
--> statement-breakpoint
revoke execute on function private.away_members(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- The occurrences that took place in a gym between two dates: what was on the schedule, was not
-- cancelled and is over, by the gym's own clock; and whatever somebody was present at, also of a class
-- that was taken off or put elsewhere since. A class that was split is one, by its series. Asks nobody
-- who they are; `at` is what the time is taken to be.
create or replace function private.held(gym uuid, first date, last date, at timestamptz)
returns table (series_id uuid, class_date date)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with scheduled as materialized (
      select d.class_id, d.class_date
      from public.gyms g
      cross join lateral private.class_days(gym, first, last) d
      where g.id = gym and d.status <> 'cancelled'
        and d.wall_start + d.length <= at at time zone g.timezone
    )
    select coalesce(c.series_id, c.id), took_place.class_date
    from (
      select s.class_id, s.class_date from scheduled s
      union all
      -- Only of what is not on the schedule it is asked whether somebody came.
      select d.class_id, d.class_date from private.class_dates d
      where d.gym_id = gym and d.class_date between first and last
        and (d.class_id, d.class_date) not in (select s.class_id, s.class_date from scheduled s)
        and exists (
          select from public.check_ins k
          where k.class_id = d.class_id and k.gym_id = gym and k.class_date = d.class_date
            and k.status = 'present'
        )
    ) took_place
    join public.classes c on c.id = took_place.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.held(uuid, date, date, timestamptz) from public;
--> statement-breakpoint
-- When each member of a gym in effect joined, and was last at a class: null for who never was. Asks
-- nobody who they are.
create or replace function private.last_there(gym uuid, at timestamptz)
returns table (user_id uuid, role text, joined_on date, came_on date)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  return query
    select m.user_id, m.role, (m.approved_at at time zone zone)::date, (
      select max(k.class_date) from public.check_ins k
      where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
    )
    from public.memberships m
    where m.gym_id = gym and m.in_effect;
end
$$;
--> statement-breakpoint
revoke execute on function private.last_there(uuid, timestamptz) from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.assess_ranks(uuid, text, uuid[], text[], integer[], date)
  from public;
--> statement-breakpoint
-- Which rank of a system each of some people has as of a day, and since when time at it counts: since
-- the belt was registered, whatever its stripes (`belt_since`), or the very degree (`rank_since`). Who
-- was never promoted has the first rank, and time at it counts from the day they joined the gym.
create or replace function private.current_ranks(
  gym uuid, system uuid, art text, people uuid[], on_date date
) returns table (
  user_id uuid, belt text, degree integer, "position" integer, awarded_on date, belt_awarded_on date,
  rank_awarded_on date, belt_since date, rank_since date, promoted boolean, birth_date date
)
language sql stable set search_path = '' as $$
  with history as materialized (
    select * from private.rank_history(people, art, on_date)
  ), held as (
    select h.*, r."position",
      min(h.awarded_on) over belt as belt_awarded_on, min(h.registered_on) over belt as belt_since,
      min(h.awarded_on) over degree as rank_awarded_on, min(h.registered_on) over degree as rank_since
    from history h
    left join public.ranks r on r.system_id = system and r.belt = h.belt
    window belt as (partition by h.user_id, h.belt),
      degree as (partition by h.user_id, h.belt, h.degree)
  ), first as (
    select r.belt, r.first_degree, r."position" from public.ranks r
    where r.system_id = system order by r."position" limit 1
  )
  select u.id, coalesce(h.belt, f.belt), coalesce(h.degree, f.first_degree),
    case when h.user_id is null then f."position" else h."position" end,
    h.awarded_on, h.belt_awarded_on, h.rank_awarded_on,
    coalesce(h.belt_since, joined.on_date), coalesce(h.rank_since, joined.on_date),
    h.user_id is not null, u.birth_date
  from public.users u
  cross join first f
  left join held h on h.user_id = u.id and h.nth = 1
  left join (
    select m.user_id, (m.approved_at at time zone g.timezone)::date as on_date
    from public.memberships m
    join public.gyms g on g.id = m.gym_id
    where m.gym_id = gym
  ) joined on joined.user_id = u.id
  where u.id = any (people)
$$;
--> statement-breakpoint
revoke execute on function private.current_ranks(uuid, uuid, text, uuid[], date) from public;
--> statement-breakpoint
-- How somebody stands to one rank of an art as of a day, or to each that may come next, by the rules of
-- a gym. Asks nobody who they are.
create or replace function private.eligibility_of(
  gym uuid, person uuid, art text, to_belt text, to_degree integer, day date
) returns table (system jsonb, rank jsonb, next jsonb)
language plpgsql stable set search_path = '' as $$
declare
  in_force constant uuid := private.rank_system_in_force(gym, art, day);
  belts text[];
  degrees integer[];
begin
  if to_belt is null then
    select array_agg(n.belt), array_agg(n.degree) into belts, degrees
    from private.next_ranks(gym, in_force, art, array[person], day) n;
  else
    select array[k.belt], array[coalesce(to_degree, k.first_degree)] into belts, degrees
    from public.ranks k where k.system_id = in_force and k.belt = to_belt;
  end if;
  return query
    select (
      select jsonb_build_object(
        'id', s.id, 'name', s.name, 'version', s.version, 'valid_from', s.valid_from
      ) from public.rank_systems s where s.id = in_force
    ), (
      select private.held_rank(in_force, n.belt, n.degree, n.awarded_on, n.belt_since)
      from private.current_ranks(gym, in_force, art, array[person], day) n
    ), (
      select coalesce(jsonb_agg(jsonb_build_object(
        'belt', a.belt, 'degree', a.degree, 'name', k.name, 'group', k."group",
        'eligible', a.eligible, 'earliest', a.earliest, 'conditions', a.conditions
      ) order by k."position", a.degree), '[]')
      from private.assess_ranks(
        gym, art, array_fill(person, array[coalesce(cardinality(belts), 0)]), belts, degrees, day
      ) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.eligibility_of(uuid, uuid, text, text, integer, date)
  from public;
--> statement-breakpoint
-- A page of who of a gym is due for their next rank in an art: for its staff. Which children it told of
-- is in the trail. The last row says whether there is `more`, of which it tells nothing.
create or replace function private.gym_eligibility(
  gym uuid, art text, on_date date, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, rank jsonb, next jsonb,
  sort_date text, more boolean
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  told jsonb;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  select coalesce(jsonb_agg(to_jsonb(d) order by d.nth), '[]') into told
  from (
    select m.*, row_number() over () as nth
    from private.members_due(
      gym, art, coalesce(on_date, private.gym_today(gym)), after_date, after_id, page_size + 1
    ) m
  ) d;
  perform private.note_reading(gym, array(
    select d.user_id from jsonb_to_recordset(told) as d (user_id uuid, is_minor boolean, nth integer)
    where d.is_minor and d.nth <= page_size
  ), 'minor_read');
  return query
    select d.user_id, d.first_name, d.last_name, d.image_url, d.rank, d.next, d.sort_date,
      jsonb_array_length(told) > page_size
    from jsonb_to_recordset(told) as d (
      user_id uuid, first_name text, last_name text, image_url text, rank jsonb, next jsonb,
      sort_date text, nth integer
    )
    where d.nth <= page_size
    order by d.nth;
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_eligibility(uuid, text, date, date, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_eligibility(uuid, text, date, date, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Which day it is in a gym, by its own clock.
create or replace function private.gym_today(gym uuid) returns date
language sql stable set search_path = '' as $$
  select (now() at time zone g.timezone)::date from public.gyms g where g.id = gym
$$;
--> statement-breakpoint
revoke execute on function private.gym_today(uuid) from public;
--> statement-breakpoint
-- What an answer says of a rank that somebody has; one that the system does not know is called by its
-- own word.
create or replace function private.held_rank(
  system uuid, belt text, degree integer, awarded_on date, since date
) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'belt', held_rank.belt, 'degree', held_rank.degree,
    'name', coalesce((
      select k.name from public.ranks k where k.system_id = system and k.belt = held_rank.belt
    ), held_rank.belt),
    'awarded_on', awarded_on, 'since', since
  )
$$;
--> statement-breakpoint
revoke execute on function private.held_rank(uuid, text, integer, date, date) from public;
--> statement-breakpoint
-- The members of a gym in effect, and of the ranks that may come next for each the one that they can
-- have soonest, by that day: who is due stands first, and last who can be told no day. Asks nobody who
-- they are.
create or replace function private.members_due(
  gym uuid, art text, on_date date, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, is_minor boolean, rank jsonb,
  next jsonb, sort_date text
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
set enable_nestloop = off as $$
declare
  in_force constant uuid := private.rank_system_in_force(gym, art, on_date);
  members constant uuid[] := array(
    select m.user_id from public.memberships m
    join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.in_effect and u.deleted_at is null
  );
  people uuid[];
  belts text[];
  degrees integer[];
begin
  select array_agg(n.user_id), array_agg(n.belt), array_agg(n.degree) into people, belts, degrees
  from private.next_ranks(gym, in_force, art, members, on_date) n where n.ruled;
  return query
    with soonest as materialized (
      select distinct on (a.user_id) a.user_id, a.belt, a.degree, k.name, k."group", a.eligible,
        a.earliest, case
          when a.earliest is not null then a.earliest
          when a.eligible then '-infinity'
          else 'infinity' end as day
      from private.assess_ranks(gym, art, people, belts, degrees, on_date) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
      order by a.user_id, day, k."position", a.degree
    ), page as materialized (
      select * from soonest s
      where after_id is null or (s.day, s.user_id) > (after_date, after_id)
      order by s.day, s.user_id
      limit least(page_size, 101)
    )
    select p.user_id, u.first_name, u.last_name, u.image_url, private.is_minor(u.birth_date),
      private.held_rank(in_force, n.belt, n.degree, n.awarded_on, n.belt_since),
      jsonb_build_object(
        'belt', p.belt, 'degree', p.degree, 'name', p.name, 'group', p."group",
        'eligible', p.eligible, 'earliest', p.earliest
      ), p.day::text
    from page p
    join public.users u on u.id = p.user_id
    join private.current_ranks(
      gym, in_force, art, array(select p.user_id from page p), on_date
    ) n on n.user_id = p.user_id
    order by p.day, p.user_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.members_due(uuid, text, date, date, uuid, integer) from public;
--> statement-breakpoint
-- Which ranks of a system may come next for people, as of a day: the next degree of the one they have,
-- and what their rank leads to. Of the ranks for children only the nearest is told, to who is not too
-- old for it. `ruled` are those that have conditions, unlike stripes that a teacher gives as they like.
create or replace function private.next_ranks(
  gym uuid, system uuid, art text, people uuid[], on_date date
) returns table (user_id uuid, belt text, degree integer, "position" integer, ruled boolean)
language sql stable set search_path = '' as $$
  with now as materialized (
    select * from private.current_ranks(gym, system, art, people, on_date)
  ), ahead as (
    select n.user_id, k.belt, n.degree + 1 as degree, k."position"
    from now n
    join public.ranks k on k.system_id = system and k.belt = n.belt
    where n.degree < k.degrees
    union
    select n.user_id, k.belt, r.degree, case k."group"
      when 'adult' then k."position"
      else min(k."position") over (partition by n.user_id, k."group") end
    from now n
    join public.rank_rules r on r.system_id = system and r.requirement = 'from'
      and r.condition = 'from_rank' and n.belt = any (r.belts)
      and coalesce(r.belts_degree = n.degree, true)
    join public.ranks k on k.system_id = system and k.belt = r.belt
    where k."position" > n."position" and not exists (
      select from public.rank_rules o
      where o.system_id = system and o.belt = r.belt and o.degree = r.degree
        and o.condition = 'oldest_in_year'
        and extract(year from on_date) - extract(year from n.birth_date) > o.threshold
    )
  )
  select a.user_id, a.belt, a.degree, a."position", exists (
    select from public.rank_rules r
    where r.system_id = system and r.belt = a.belt and r.degree = a.degree
  )
  from ahead a
  join public.ranks k on k.system_id = system and k.belt = a.belt and k."position" = a."position"
$$;
--> statement-breakpoint
revoke execute on function private.next_ranks(uuid, uuid, text, uuid[], date) from public;
--> statement-breakpoint
-- How a member of a gym stands to one rank of an art, or to each that may come next: for themselves,
-- their guardians and the staff of the gym. That staff read a child is in the trail. No row for who is
-- no member there; no system where there are no rules.
create or replace function private.person_eligibility(
  gym uuid, person uuid, art text, to_belt text, to_degree integer, on_date date
) returns table (
  user_id uuid, gym_id uuid, modality text, "on" date, system jsonb, rank jsonb, next jsonb
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  day constant date := coalesce(on_date, private.gym_today(gym));
begin
  perform private.hold_caller();
  if not (
    person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  ) then
    return;
  end if;
  perform from public.memberships m
  join public.users u on u.id = m.user_id
  where m.gym_id = gym and m.user_id = person and m.in_effect and u.deleted_at is null;
  if not found then
    return;
  end if;
  perform private.note_reading(gym, array(
    select u.id from public.users u where u.id = person and private.is_minor(u.birth_date)
  ), 'minor_read');
  return query
    select person, gym, art, day, e.*
    from private.eligibility_of(gym, person, art, to_belt, to_degree, day) e;
end
$$;
--> statement-breakpoint
revoke execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  from public;
--> statement-breakpoint
grant execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  to authenticated;
--> statement-breakpoint
-- What people were promoted to in an art by a day. A row that was taken back never was.
create or replace function private.rank_history(people uuid[], art text, on_date date)
returns table (user_id uuid, belt text, degree integer, awarded_on date, registered_on date, nth bigint)
language sql stable set search_path = '' as $$
  select g.user_id, g.belt, g.degree, g.awarded_on, g.registered_on,
    row_number() over (
      partition by g.user_id order by g.awarded_on desc, g.created_at desc, g.id desc
    )
  from public.graduations g
  where g.user_id = any (people) and g.modality = art and g.awarded_on <= on_date
    and g.voids is null
    and not exists (select from public.graduations v where v.voids = g.id)
$$;
--> statement-breakpoint
revoke execute on function private.rank_history(uuid[], text, date) from public;
--> statement-breakpoint
-- The classes of a gym that people were present at by a day and that count as training of a system's
-- art: those of its `class_modalities`, or all.
create or replace function private.training(gym uuid, system uuid, people uuid[], on_date date)
returns table (user_id uuid, class_date date)
language sql stable set search_path = '' as $$
  select k.user_id, k.class_date
  from public.rank_systems s
  join public.check_ins k on k.gym_id = gym and k.user_id = any (people)
    and k.status = 'present' and k.class_date <= on_date
  where s.id = system and (s.class_modalities is null or exists (
    select from public.classes c where c.id = k.class_id and c.modality = any (s.class_modalities)
  ))
$$;
--> statement-breakpoint
revoke execute on function private.training(uuid, uuid, uuid[], date) from public;
--> statement-breakpoint
-- By which version of which rules an art's ranks are earned in a gym on a day: the latest of the gym's
-- own that began by then, and of those for all where it has none. Null where there are no rules.
create or replace function private.rank_system_in_force(gym uuid, art text, on_date date)
returns uuid
language sql stable set search_path = '' as $$
  select s.id from public.rank_systems s
  where (s.gym_id = gym or s.gym_id is null) and s.modality = art and s.valid_from <= on_date
  order by s.gym_id is null, s.valid_from desc
  limit 1
$$;
--> statement-breakpoint
revoke execute on function private.rank_system_in_force(uuid, text, date) from public;
--> statement-breakpoint
-- A manager takes back a version of the gym's rules that is not in force yet: from its first day on it
-- stays, for what it judged. Answers whether there is such a one, and whether it is gone.
create or replace function private.withdraw_rank_system(system uuid)
returns table (withdrawn boolean)
language plpgsql security definer set search_path = '' as $$
declare
  held public.rank_systems;
begin
  perform private.hold_caller();
  select s.* into held from public.rank_systems s
  where s.id = system and s.gym_id = any (private.gym_ids('MANAGER')) for update;
  if not found then
    return;
  end if;
  if held.valid_from <= private.gym_today(held.gym_id) then
    return query select false;
    return;
  end if;
  delete from public.rank_systems s where s.id = system;
  perform private.audit(
    held.gym_id, null, 'rank_system_withdrawn', jsonb_build_object(
      'modality', held.modality, 'version', held.version, 'valid_from', held.valid_from
    )
  );
  return query select true;
end
$$;
--> statement-breakpoint
revoke execute on function private.withdraw_rank_system(uuid) from public;
--> statement-breakpoint
grant execute on function private.withdraw_rank_system(uuid) to authenticated;
--> statement-breakpoint
-- The first thing in a gym's list of ranks that makes no sense together, as its place in it: a degree
-- that the rank does not have, a rank that is not there, one that does not come before the one it is
-- to lead to, or an age that ends for grown-ups, whom more years must never make less eligible. Null
-- where all is well.
create or replace function private.written_rules_fault(ranks jsonb) returns text
language sql stable set search_path = '' as $$
  with rules as materialized (
    select * from private.written_rules(ranks)
  ), places as materialized (
    select k.value ->> 'belt' as belt, k.place - 1 as place
    from jsonb_array_elements(ranks) with ordinality k (value, place)
  )
  select 'ranks.' || f.rank_place || '.rules.' || f.rule_place || '.' || f.field
  from (
    select r.rank_place, r.rule_place, 'degree' as field from rules r
    where not r.degree between r.first_degree and r.degrees
    union all
    select r.rank_place, r.rule_place, 'belts' from rules r
    cross join unnest(r.belts) b (belt)
    left join places p on p.belt = b.belt
    where p.belt is null or r.requirement = 'from' and not (
      p.place < r.rank_place
      or p.place = r.rank_place and coalesce(r.belts_degree < r.degree, false)
    )
    union all
    select r.rank_place, r.rule_place, 'condition' from rules r
    where r.condition = 'oldest_in_year' and r."group" = 'adult'
  ) f
  order by f.rank_place, f.rule_place, f.field
  limit 1
$$;
--> statement-breakpoint
revoke execute on function private.written_rules_fault(jsonb) from public;
--> statement-breakpoint
-- The rules within a list of ranks as a gym writes it, with where each stands in it: of whole rows, so
-- that whoever calls with something else is refused by the types and by the table's CHECKs.
create or replace function private.written_rules(ranks jsonb)
returns table (
  rank_place bigint, rule_place bigint, belt text, first_degree integer, degrees integer,
  "group" text, degree integer, requirement text, alternative integer, condition text,
  threshold integer, article text, belts text[], belts_degree integer, title text, since text,
  registered_from_age integer, registered_until_age integer
)
language sql stable set search_path = '' as $$
  select k.place - 1, r.place - 1, k.belt, k.first_degree, k.degrees, k."group",
    coalesce(r.degree, k.first_degree), r.requirement, coalesce(r.alternative, 1), r.condition,
    r.threshold, r.article, r.belts, r.belts_degree, r.title, r.since, r.registered_from_age,
    r.registered_until_age
  from rows from (
    jsonb_to_recordset(ranks)
      as (belt text, first_degree integer, degrees integer, "group" text, rules jsonb)
  ) with ordinality k (belt, first_degree, degrees, "group", rules, place)
  cross join lateral rows from (
    jsonb_to_recordset(k.rules) as (
      degree integer, requirement text, alternative integer, condition text, threshold integer,
      article text, belts text[], belts_degree integer, title text, since text,
      registered_from_age integer, registered_until_age integer
    )
  ) with ordinality r (
    degree, requirement, alternative, condition, threshold, article, belts, belts_degree, title,
    since, registered_from_age, registered_until_age, place
  )
$$;
--> statement-breakpoint
revoke execute on function private.written_rules(jsonb) from public;
--> statement-breakpoint
-- How a gym's classes were attended week by week between two dates: how many times somebody was there,
-- how many people that were, and how often a class took place. Every week has a row, by its Monday; the
-- first and the last have only their days of the range.
create or replace function private.attendance_by_week(
  gym uuid, first date, last date, at timestamptz
) returns table (week date, check_ins integer, trained integer, held integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select t.since, t.check_ins, t.trained, coalesce(h.times, 0)::integer
    from private.training_by(gym, 'week', first, last) t
    left join (
      select date_trunc('week', held.class_date::timestamp)::date as week, count(*) as times
      from private.held(gym, first, last, at) held
      group by 1
    ) h on h.week = t.since
    order by t.since;
end
$$;
--> statement-breakpoint
revoke execute on function private.attendance_by_week(uuid, date, date, timestamptz) from public;
--> statement-breakpoint
-- Whoever is let in, or in again, is a member from then on; who is written down as having left, until
-- then.
create or replace function private.begin_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
  values (new.user_id, new.gym_id, new.approved_at,
    case when new.left_at is not null then greatest(new.approved_at, new.left_at) end);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_period() from public;
--> statement-breakpoint
-- Ends the period of who leaves; of who was let in at another time than was thought, it began then.
create or replace function private.follow_period() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.membership_periods p
  set began_at = case when new.in_effect then new.approved_at else p.began_at end,
    ended_at = case when not new.in_effect
      then greatest(p.began_at, coalesce(new.left_at, now())) end
  where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_period() from public;
--> statement-breakpoint
-- Members of a gym who may have a next rank by the rules in force on a day, in every art that the gym
-- grades: of several ranks the one that they could have first. Who was never graded in an art is left
-- out, because a first rank leads on from the first day. Asks nobody who they are.
create or replace function private.gradings_due(gym uuid, on_date date)
returns table (
  user_id uuid, modality text, belt text, degree integer, name text, due_on date
)
language plpgsql stable set search_path = ''
set plan_cache_mode = force_custom_plan set enable_nestloop = off as $$
declare
  members constant uuid[] := array(
    select m.user_id from public.memberships m where m.gym_id = gym and m.in_effect
  );
  art text;
  in_force uuid;
  graded uuid[];
  people uuid[];
  belts text[];
  degrees integer[];
begin
  for art in select distinct g.modality from public.graduations g where g.gym_id = gym loop
    in_force := private.rank_system_in_force(gym, art, on_date);
    graded := array(
      select h.user_id from private.rank_history(members, art, on_date) h where h.nth = 1
    );
    select array_agg(n.user_id), array_agg(n.belt), array_agg(n.degree)
    into people, belts, degrees
    from private.next_ranks(gym, in_force, art, graded, on_date) n where n.ruled;
    return query
      select distinct on (a.user_id) a.user_id, art, a.belt, a.degree, k.name, a.earliest
      from private.assess_ranks(gym, art, people, belts, degrees, on_date) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
      where a.eligible
      order by a.user_id, a.earliest nulls first, k."position", a.degree;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.gradings_due(uuid, date) from public;
--> statement-breakpoint
-- A gym's figures between two dates, over a year at most: for its managers. The role is asked once.
create or replace function private.gym_overview(gym uuid, first date, last date, away_days integer)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return null;
  end if;
  return private.overview_of(
    gym, private.current_user_id(), first, least(last, first + 365), away_days, now()
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_overview(uuid, date, date, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_overview(uuid, date, date, integer) to authenticated;
--> statement-breakpoint
-- One figure of a gym over time, by week over a year or by month over five, at most: for its managers.
create or replace function private.gym_series(
  gym uuid, metric text, step text, first date, last date
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('MANAGER')) or step not in ('week', 'month') then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(s)), '[]') from private.series_of(
      gym, metric, step, first, least(last, first + case step when 'week' then 365 else 1826 end),
      now()
    ) s
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_series(uuid, text, text, date, date) from public;
--> statement-breakpoint
grant execute on function private.gym_series(uuid, text, text, date, date) to authenticated;
--> statement-breakpoint
-- Who came to a gym and who left it from one instant until another, everybody once: members at the
-- start, who joined for the first time meanwhile, who came back, who left and was away at the end, of
-- those how many were members at the start (`churned`), and members at the end. So the start, and who
-- joined and returned, less who left, is the end. Who left and came back in between stayed.
create or replace function private.membership_moves(gym uuid, start timestamptz, finish timestamptz)
returns table (
  at_start integer, joined integer, returned integer, "left" integer, churned integer, at_end integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select
      count(*) filter (where m.was_in)::integer,
      count(*) filter (where m.came and not m.was_in and not m.known)::integer,
      count(*) filter (where m.came and not m.was_in and m.known)::integer,
      count(*) filter (where (m.was_in or m.came) and not m.is_in)::integer,
      count(*) filter (where m.was_in and not m.is_in)::integer,
      count(*) filter (where m.is_in)::integer
    from (
      select bool_or(p.began_at < start) as known,
        bool_or(p.began_at < start and coalesce(p.ended_at >= start, true)) as was_in,
        bool_or(p.began_at >= start) as came,
        bool_or(coalesce(p.ended_at >= finish, true)) as is_in
      from public.membership_periods p
      where p.gym_id = gym and p.began_at < finish
      group by p.user_id
    ) m;
end
$$;
--> statement-breakpoint
revoke execute on function private.membership_moves(uuid, timestamptz, timestamptz) from public;
--> statement-breakpoint
-- A gym's figures between two dates, as one object: who came and left, how classes were attended by week
-- and by class; and as of now who stays away, whose birthday comes, and what the reader has not read.
-- Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.overview_of(
  gym uuid, reader uuid, first date, last date, away_days integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  -- As the contract has it: how many a list names, and how far birthdays are told ahead.
  most constant integer := 50;
  birthday_days constant integer := 7;
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
  start constant timestamptz := least(at, private.instant_of(first::timestamp, zone));
  finish constant timestamptz := least(at, private.instant_of((last + 1)::timestamp, zone));
begin
  return jsonb_build_object(
    'as_of', today,
    'members', (select to_jsonb(m) from private.membership_moves(gym, start, finish) m),
    'trained', (
      select count(*) from public.memberships m
      where m.gym_id = gym and exists (
        select from public.check_ins k
        where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
          and k.class_date between first and last
      )
    ),
    'weeks', (
      select jsonb_agg(to_jsonb(w))
      from private.attendance_by_week(gym, first, last, at) w
    ),
    'classes', (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]')
      from private.attendance_by_class(gym, first, last, at) c
    ),
    'gradings_due', (
      with due as materialized (select * from private.gradings_due(gym, today))
      select jsonb_build_object(
        'total', (select count(*) from due),
        'items', coalesce(jsonb_agg(
          to_jsonb(named) order by named.due_on nulls first, named.user_id, named.modality
        ), '[]')
      )
      from (
        -- With the rule, the day would tell the age of a child.
        select d.user_id, u.first_name, u.last_name, u.image_url, d.modality, d.belt, d.degree, d.name,
          case when not private.is_minor(u.birth_date) then d.due_on end as due_on
        from due d join public.users u on u.id = d.user_id
        order by due_on nulls first, d.user_id, d.modality limit most
      ) named
    ),
    'at_risk', (
      with away as materialized (select * from private.away_members(gym, away_days, at))
      select jsonb_build_object(
        'total', (select count(*) from away),
        'items', coalesce(jsonb_agg(to_jsonb(named) order by named.since, named.user_id), '[]')
      )
      from (
        select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since, a.days_away,
          a.missed
        from away a join public.users u on u.id = a.user_id
        order by a.since, a.user_id limit most
      ) named
    ),
    'birthdays', (
      select coalesce(jsonb_agg(to_jsonb(b)), '[]')
      from private.birthdays(gym, today, birthday_days, null, null, most) b
    ),
    'unread', (
      select count(*) from public.notification_recipients r
      where r.user_id = reader and r.gym_id = gym and r.viewed_at is null
    )
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.overview_of(uuid, uuid, date, date, integer, timestamptz)
  from public;
--> statement-breakpoint
-- One figure of a gym over time: a row for each week or month from `first` to `last`, by its first day,
-- none for what has not begun. The first and the last have only their days of the range. Asks nobody
-- who they are; `at` is what the time is taken to be.
create or replace function private.series_of(
  gym uuid, metric text, step text, first date, last date, at timestamptz
) returns table (since date, value integer)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  until constant date := least(last, (at at time zone zone)::date);
begin
  if metric in ('check_ins', 'trained') then
    return query
      select t.since, case metric when 'check_ins' then t.check_ins else t.trained end
      from private.training_by(gym, step, first, until) t;
    return;
  end if;
  return query
    select s.since, case metric
      when 'held' then (
        select count(*)::integer from private.held(gym, s.first, s.last, at)
      )
      when 'graduations' then (
        select count(*)::integer from public.graduations g
        where g.gym_id = gym and g.awarded_on between s.first and s.last and g.voids is null
          and not exists (select from public.graduations v where v.voids = g.id)
      )
      else (
        select (to_jsonb(m) ->> case metric when 'members' then 'at_end' else metric end)::integer
        from private.membership_moves(
          gym, private.instant_of(s.first::timestamp, zone),
          least(at, private.instant_of((s.last + 1)::timestamp, zone))
        ) m
      ) end
    from (
      select each.at::date as since, greatest(first, each.at::date) as first,
        least(until, (each.at + ('1 ' || step)::interval)::date - 1) as last
      from generate_series(
        date_trunc(step, first::timestamp), until::timestamp, ('1 ' || step)::interval
      ) each (at)
    ) s
    order by s.since;
end
$$;
--> statement-breakpoint
revoke execute on function private.series_of(uuid, text, text, date, date, timestamptz) from public;
--> statement-breakpoint
-- How many times members of a gym were at classes between two dates, and how many people that were, by
-- week or by month: a row for each, by its first day, though the first and the last have only their
-- days of the range. A step at a time, so that who came is counted in little memory, in the order of
-- the index.
create or replace function private.training_by(gym uuid, step text, first date, last date)
returns table (since date, check_ins integer, trained integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select s.at::date, came.check_ins, came.trained
    from generate_series(
      date_trunc(step, first::timestamp), last::timestamp, ('1 ' || step)::interval
    ) s (at)
    cross join lateral (
      select coalesce(sum(each.times), 0)::integer as check_ins, count(*)::integer as trained
      from (
        select count(*) as times from public.check_ins k
        where k.gym_id = gym and k.status = 'present'
          and k.class_date between greatest(first, s.at::date)
            and least(last, (s.at + ('1 ' || step)::interval)::date - 1)
        group by k.user_id
      ) each
    ) came
    order by s.at;
end
$$;
--> statement-breakpoint
revoke execute on function private.training_by(uuid, text, date, date) from public;
--> statement-breakpoint
CREATE TABLE "private"."notification_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"notification_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"not_before" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"ticket" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_deliveries_once" UNIQUE("notification_id","user_id","channel","target"),
	CONSTRAINT "notification_deliveries_channel_check" CHECK ("private"."notification_deliveries"."channel" in ('push', 'email')),
	CONSTRAINT "notification_deliveries_state_check" CHECK ("private"."notification_deliveries"."state" in ('pending', 'sending', 'sent', 'delivered', 'dropped', 'failed')),
	CONSTRAINT "notification_deliveries_reason_check" CHECK (char_length("private"."notification_deliveries"."reason") <= 64),
	CONSTRAINT "notification_deliveries_target_check" CHECK (char_length("private"."notification_deliveries"."target") <= 500),
	CONSTRAINT "notification_deliveries_ticket_check" CHECK (char_length("private"."notification_deliveries"."ticket") <= 200),
	CONSTRAINT "notification_deliveries_attempts_check" CHECK ("private"."notification_deliveries"."attempts" >= 0),
	CONSTRAINT "notification_deliveries_reason_given_check" CHECK ("private"."notification_deliveries"."state" not in ('dropped', 'failed') or "private"."notification_deliveries"."reason" is not null),
	CONSTRAINT "notification_deliveries_not_before_check" CHECK ("private"."notification_deliveries"."not_before" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_claimed_until_check" CHECK ("private"."notification_deliveries"."claimed_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_sent_at_check" CHECK ("private"."notification_deliveries"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_created_at_check" CHECK ("private"."notification_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_deliveries_updated_at_check" CHECK ("private"."notification_deliveries"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "grading_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text,
	"modality" text NOT NULL,
	"held_on" date NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grading_events_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "grading_events_name_check" CHECK (char_length("grading_events"."name") between 1 and 120),
	CONSTRAINT "grading_events_modality_check" CHECK (char_length("grading_events"."modality") between 1 and 60),
	CONSTRAINT "grading_events_held_on_check" CHECK ("grading_events"."held_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "grading_events_created_at_check" CHECK ("grading_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "grading_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "graduations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"degree" integer DEFAULT 0 NOT NULL,
	"awarded_by" uuid,
	"awarded_on" date NOT NULL,
	"registered_on" date NOT NULL,
	"event_id" uuid,
	"override_reason" text,
	"voids" uuid,
	"void_reason" text,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "graduations_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "graduations_key_unique" UNIQUE("id","user_id","gym_id","modality"),
	CONSTRAINT "graduations_voids_unique" UNIQUE("voids"),
	CONSTRAINT "graduations_modality_check" CHECK (char_length("graduations"."modality") between 1 and 60),
	CONSTRAINT "graduations_belt_check" CHECK (char_length("graduations"."belt") <= 40 and "graduations"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "graduations_degree_check" CHECK ("graduations"."degree" between 0 and 20),
	CONSTRAINT "graduations_awarded_on_check" CHECK ("graduations"."awarded_on" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_on_check" CHECK ("graduations"."registered_on" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_check" CHECK ("graduations"."registered_on" >= "graduations"."awarded_on"),
	CONSTRAINT "graduations_override_reason_check" CHECK (char_length("graduations"."override_reason") between 1 and 500),
	CONSTRAINT "graduations_void_reason_check" CHECK (char_length("graduations"."void_reason") between 1 and 500),
	CONSTRAINT "graduations_void_check" CHECK (("graduations"."voids" is null) = ("graduations"."void_reason" is null)),
	CONSTRAINT "graduations_created_at_check" CHECK ("graduations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "graduations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "membership_periods" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_periods_order_check" CHECK ("membership_periods"."ended_at" >= "membership_periods"."began_at"),
	CONSTRAINT "membership_periods_began_at_check" CHECK ("membership_periods"."began_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "membership_periods_ended_at_check" CHECK ("membership_periods"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "membership_periods_created_at_check" CHECK ("membership_periods"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "membership_periods_updated_at_check" CHECK ("membership_periods"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "membership_periods" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_once" UNIQUE("user_id","kind","channel"),
	CONSTRAINT "notification_preferences_kind_check" CHECK ("notification_preferences"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notification_preferences_channel_check" CHECK ("notification_preferences"."channel" in ('push', 'email')),
	CONSTRAINT "notification_preferences_quiet_from_check" CHECK ("notification_preferences"."quiet_from" < '24:00' and extract(second from "notification_preferences"."quiet_from") = 0),
	CONSTRAINT "notification_preferences_quiet_until_check" CHECK ("notification_preferences"."quiet_until" < '24:00' and extract(second from "notification_preferences"."quiet_until") = 0),
	CONSTRAINT "notification_preferences_quiet_check" CHECK (("notification_preferences"."quiet_from" is null) = ("notification_preferences"."quiet_until" is null)
      and "notification_preferences"."quiet_from" is distinct from "notification_preferences"."quiet_until" or "notification_preferences"."quiet_from" is null),
	CONSTRAINT "notification_preferences_created_at_check" CHECK ("notification_preferences"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_preferences_updated_at_check" CHECK ("notification_preferences"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notification_recipients" (
	"notification_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"viewed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_recipients_notification_id_user_id_pk" PRIMARY KEY("notification_id","user_id"),
	CONSTRAINT "notification_recipients_viewed_at_check" CHECK ("notification_recipients"."viewed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notification_recipients_created_at_check" CHECK ("notification_recipients"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notification_recipients" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"sent_by" uuid,
	"kind" text DEFAULT 'announcement' NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"channel" text DEFAULT 'push' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"audience" jsonb NOT NULL,
	"scheduled_for" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"recipients_count" integer DEFAULT 0 NOT NULL,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "notifications_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "notifications_kind_check" CHECK ("notifications"."kind" in ('announcement', 'class', 'graduation', 'attendance')),
	CONSTRAINT "notifications_channel_check" CHECK ("notifications"."channel" in ('push', 'email')),
	CONSTRAINT "notifications_status_check" CHECK ("notifications"."status" in ('pending', 'sent', 'failed')),
	CONSTRAINT "notifications_title_check" CHECK (char_length("notifications"."title") between 1 and 120),
	CONSTRAINT "notifications_content_check" CHECK (char_length("notifications"."content") between 1 and 2000),
	CONSTRAINT "notifications_audience_check" CHECK (jsonb_typeof("notifications"."audience") = 'object' and octet_length("notifications"."audience"::text) <= 65536),
	CONSTRAINT "notifications_recipients_count_check" CHECK ("notifications"."recipients_count" >= 0),
	CONSTRAINT "notifications_sent_check" CHECK (("notifications"."status" = 'sent') = ("notifications"."sent_at" is not null)),
	CONSTRAINT "notifications_scheduled_for_check" CHECK ("notifications"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_sent_at_check" CHECK ("notifications"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_created_at_check" CHECK ("notifications"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_updated_at_check" CHECK ("notifications"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rank_rules" (
	"system_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"belt" text NOT NULL,
	"degree" integer NOT NULL,
	"requirement" text NOT NULL,
	"alternative" integer DEFAULT 1 NOT NULL,
	"condition" text NOT NULL,
	"threshold" integer,
	"article" text,
	"belts" text[],
	"belts_degree" integer,
	"title" text,
	"since" text,
	"registered_from_age" integer,
	"registered_until_age" integer,
	CONSTRAINT "rank_rules_system_id_position_pk" PRIMARY KEY("system_id","position"),
	CONSTRAINT "rank_rules_position_check" CHECK ("rank_rules"."position" between 0 and 999),
	CONSTRAINT "rank_rules_belt_check" CHECK (char_length("rank_rules"."belt") <= 40 and "rank_rules"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "rank_rules_degree_check" CHECK ("rank_rules"."degree" between 0 and 20),
	CONSTRAINT "rank_rules_requirement_check" CHECK ("rank_rules"."requirement" in ('from', 'age', 'oldest', 'time', 'classes', 'stripes', 'title')),
	CONSTRAINT "rank_rules_alternative_check" CHECK ("rank_rules"."alternative" between 1 and 20),
	CONSTRAINT "rank_rules_condition_check" CHECK ("rank_rules"."condition" in ('from_rank', 'age_in_year', 'oldest_in_year', 'age', 'time', 'held_rank', 'title', 'classes', 'stripes', 'honorary')),
	CONSTRAINT "rank_rules_threshold_check" CHECK ("rank_rules"."threshold" between 0 and 2000),
	CONSTRAINT "rank_rules_article_check" CHECK (char_length("rank_rules"."article") between 1 and 60),
	CONSTRAINT "rank_rules_belts_check" CHECK (cardinality("rank_rules"."belts") between 1 and 40
      and array_position("rank_rules"."belts", null) is null),
	CONSTRAINT "rank_rules_belts_degree_check" CHECK ("rank_rules"."belts_degree" between 0 and 20),
	CONSTRAINT "rank_rules_title_check" CHECK ("rank_rules"."title" in ('adult_world_champion')),
	CONSTRAINT "rank_rules_since_check" CHECK ("rank_rules"."since" in ('belt', 'rank')),
	CONSTRAINT "rank_rules_registered_from_age_check" CHECK ("rank_rules"."registered_from_age" between 0 and 120),
	CONSTRAINT "rank_rules_registered_until_age_check" CHECK ("rank_rules"."registered_until_age" between 0 and 120),
	CONSTRAINT "rank_rules_shape_check" CHECK (("rank_rules"."threshold" is not null) = ("rank_rules"."condition" in ('age_in_year', 'oldest_in_year', 'age', 'time', 'classes', 'stripes'))
      and ("rank_rules"."since" is not null) = ("rank_rules"."condition" in ('time', 'classes'))
      and ("rank_rules"."belts" is not null)
        = ("rank_rules"."condition" in ('from_rank', 'held_rank', 'title'))
      and ("rank_rules"."title" is not null) = ("rank_rules"."condition" = 'title')
      and ("rank_rules"."belts_degree" is null or "rank_rules"."condition" = 'from_rank')
      and ("rank_rules"."condition" = 'held_rank'
        or num_nonnulls("rank_rules"."registered_from_age", "rank_rules"."registered_until_age") = 0))
);
--> statement-breakpoint
ALTER TABLE "rank_rules" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rank_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"modality" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text,
	"class_modalities" text[],
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rank_systems_version_unique" UNIQUE NULLS NOT DISTINCT("gym_id","modality","valid_from"),
	CONSTRAINT "rank_systems_name_check" CHECK (char_length("rank_systems"."name") between 1 and 120),
	CONSTRAINT "rank_systems_version_check" CHECK (char_length("rank_systems"."version") between 1 and 20),
	CONSTRAINT "rank_systems_modality_check" CHECK (char_length("rank_systems"."modality") between 1 and 60),
	CONSTRAINT "rank_systems_valid_from_check" CHECK ("rank_systems"."valid_from" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "rank_systems_source_check" CHECK (char_length("rank_systems"."source") <= 2048 and "rank_systems"."source" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "rank_systems_class_modalities_check" CHECK (cardinality("rank_systems"."class_modalities") between 1 and 20
      and array_position("rank_systems"."class_modalities", null) is null),
	CONSTRAINT "rank_systems_created_at_check" CHECK ("rank_systems"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "rank_systems" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "ranks" (
	"system_id" uuid NOT NULL,
	"belt" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"group" text NOT NULL,
	"first_degree" integer DEFAULT 0 NOT NULL,
	"degrees" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ranks_system_id_belt_pk" PRIMARY KEY("system_id","belt"),
	CONSTRAINT "ranks_position_unique" UNIQUE("system_id","position"),
	CONSTRAINT "ranks_belt_check" CHECK (char_length("ranks"."belt") <= 40 and "ranks"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "ranks_position_check" CHECK ("ranks"."position" between 0 and 200),
	CONSTRAINT "ranks_name_check" CHECK (char_length("ranks"."name") between 1 and 60),
	CONSTRAINT "ranks_group_check" CHECK ("ranks"."group" in ('youth', 'adult')),
	CONSTRAINT "ranks_degrees_check" CHECK ("ranks"."degrees" between 0 and 20),
	CONSTRAINT "ranks_first_degree_check" CHECK ("ranks"."first_degree" between 0 and 20),
	CONSTRAINT "ranks_degrees_order_check" CHECK ("ranks"."first_degree" <= "ranks"."degrees")
);
--> statement-breakpoint
ALTER TABLE "ranks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "titles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"title" text NOT NULL,
	"modality" text NOT NULL,
	"belt" text NOT NULL,
	"won_on" date NOT NULL,
	"recorded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "titles_once" UNIQUE("user_id","gym_id","title","modality","belt","won_on"),
	CONSTRAINT "titles_title_check" CHECK ("titles"."title" in ('adult_world_champion')),
	CONSTRAINT "titles_modality_check" CHECK (char_length("titles"."modality") between 1 and 60),
	CONSTRAINT "titles_belt_check" CHECK (char_length("titles"."belt") <= 40 and "titles"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "titles_won_on_check" CHECK ("titles"."won_on" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "titles_created_at_check" CHECK ("titles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."notification_deliveries" ADD CONSTRAINT "notification_deliveries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "grading_events" ADD CONSTRAINT "grading_events_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_awarded_by_users_id_fk" FOREIGN KEY ("awarded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_voids_fkey" FOREIGN KEY ("voids","user_id","gym_id","modality") REFERENCES "public"."graduations"("id","user_id","gym_id","modality") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_event_id_gym_id_fkey" FOREIGN KEY ("event_id","gym_id") REFERENCES "public"."grading_events"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_membership_fkey" FOREIGN KEY ("user_id","gym_id") REFERENCES "public"."memberships"("user_id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_notification_id_gym_id_fkey" FOREIGN KEY ("notification_id","gym_id") REFERENCES "public"."notifications"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_rules" ADD CONSTRAINT "rank_rules_system_id_belt_fkey" FOREIGN KEY ("system_id","belt") REFERENCES "public"."ranks"("system_id","belt") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ranks" ADD CONSTRAINT "ranks_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "public"."rank_systems"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_index" ON "private"."notification_deliveries" USING btree ("channel","not_before","id") WHERE "private"."notification_deliveries"."state" = 'pending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_claimed_index" ON "private"."notification_deliveries" USING btree ("claimed_until") WHERE "private"."notification_deliveries"."state" = 'sending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_user_id_index" ON "private"."notification_deliveries" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "grading_events_gym_id_index" ON "grading_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "grading_events_created_by_index" ON "grading_events" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "graduations_gym_id_index" ON "graduations" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_user_id_index" ON "graduations" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_rank_index" ON "graduations" USING btree ("user_id","modality","awarded_on");
--> statement-breakpoint
CREATE INDEX "graduations_awarded_by_index" ON "graduations" USING btree ("awarded_by");
--> statement-breakpoint
CREATE INDEX "graduations_event_id_index" ON "graduations" USING btree ("event_id","gym_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "membership_periods_open_unique" ON "membership_periods" USING btree ("user_id","gym_id") WHERE "membership_periods"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "membership_periods_user_id_index" ON "membership_periods" USING btree ("user_id","gym_id");
--> statement-breakpoint
CREATE INDEX "membership_periods_gym_id_index" ON "membership_periods" USING btree ("gym_id","began_at");
--> statement-breakpoint
CREATE INDEX "notification_recipients_user_id_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notification_recipients_unread_index" ON "notification_recipients" USING btree ("user_id") WHERE "notification_recipients"."viewed_at" is null;
--> statement-breakpoint
CREATE INDEX "notification_recipients_gym_id_index" ON "notification_recipients" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "notifications_gym_id_index" ON "notifications" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notifications_sent_by_index" ON "notifications" USING btree ("sent_by");
--> statement-breakpoint
CREATE INDEX "notifications_scheduled_for_index" ON "notifications" USING btree ("scheduled_for") WHERE "notifications"."status" = 'pending';
--> statement-breakpoint
CREATE INDEX "rank_rules_rank_index" ON "rank_rules" USING btree ("system_id","belt");
--> statement-breakpoint
CREATE INDEX "titles_user_id_index" ON "titles" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_gym_id_index" ON "titles" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_recorded_by_index" ON "titles" USING btree ("recorded_by");
--> statement-breakpoint
CREATE INDEX "check_ins_attended_index" ON "check_ins" USING btree ("user_id","gym_id","class_date") WHERE "check_ins"."status" in ('present');
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'rank_system_written', 'rank_system_withdrawn', 'promoted', 'customer_matched', 'customer_unmatched', 'erased'));
--> statement-breakpoint
-- Puts a gym's own rules of an art on its shelf, whole: a version that holds from a day on. Not from one
-- by which the gym has promoted somebody already, since what was judged by one version is not judged
-- again by another. A rank of which nothing says where it comes from follows the one before it. Asks
-- nobody who they are.
create or replace function private.put_rank_system(
  gym uuid, art text, name text, version text, valid_from date, source text,
  class_modalities text[], ranks jsonb
) returns setof public.rank_systems
language plpgsql set search_path = '' as $$
#variable_conflict use_column
declare
  written public.rank_systems;
  fault text;
begin
  -- A promotion meanwhile waits, or is waited for: each refers to the gym.
  perform from public.gyms g where g.id = gym for update;
  if 100 <= (select count(*) from public.rank_systems s where s.gym_id = gym) then
    raise exception 'so many versions a gym has at most'
      using errcode = 'check_violation', constraint = 'rank_systems_exhausted';
  end if;
  if exists (
    select from public.graduations g
    where g.gym_id = gym and g.modality = art and g.awarded_on >= put_rank_system.valid_from
      and g.voids is null and not exists (select from public.graduations v where v.voids = g.id)
  ) then
    raise exception 'somebody was promoted since'
      using errcode = 'check_violation', constraint = 'rank_system_in_past';
  end if;
  -- A CHECK cannot look into a list.
  if exists (select from unnest(class_modalities) m where char_length(m) not between 1 and 60) then
    raise exception 'no modality of classes'
      using errcode = 'check_violation', constraint = 'rank_systems_class_modalities_check';
  end if;
  fault := private.written_rules_fault(ranks);
  if fault is not null then
    raise exception 'a rule makes no sense among the others'
      using errcode = 'check_violation', constraint = 'rank_rule_invalid', detail = fault;
  end if;
  insert into public.rank_systems (
    gym_id, modality, name, version, valid_from, source, class_modalities
  ) values (
    gym, art, put_rank_system.name, put_rank_system.version, put_rank_system.valid_from,
    put_rank_system.source, put_rank_system.class_modalities
  ) returning * into written;
  insert into public.ranks (
    system_id, belt, "position", name, "group", first_degree, degrees
  )
  select written.id, k.belt, k.place - 1, k.name, k."group", k.first_degree, k.degrees
  from rows from (
    jsonb_to_recordset(ranks)
      as (belt text, name text, "group" text, first_degree integer, degrees integer)
  ) with ordinality k (belt, name, "group", first_degree, degrees, place);
  insert into public.rank_rules (
    system_id, "position", belt, degree, requirement, alternative, condition, threshold, article,
    belts, belts_degree, title, since, registered_from_age, registered_until_age
  )
  select written.id, row_number() over (order by r.rank_place, r.rule_place) - 1, r.belt, r.degree,
    r.requirement, r.alternative, r.condition, r.threshold, r.article, r.belts, r.belts_degree,
    r.title, r.since, r.registered_from_age, r.registered_until_age
  from (
    select * from private.written_rules(ranks)
    union all
    select k."position", -1, k.belt, k.first_degree, k.degrees, k."group", k.first_degree, 'from',
      1, 'from_rank', null, null, array[b.belt], null, null, null, null, null
    from public.ranks k
    join public.ranks b on b.system_id = k.system_id and b."position" = k."position" - 1
    where k.system_id = written.id and not exists (
      select from private.written_rules(ranks) r
      where r.belt = k.belt and r.degree = k.first_degree and r.requirement = 'from'
    )
  ) r;
  return next written;
end
$$;
--> statement-breakpoint
revoke execute on function private.put_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) from public;
--> statement-breakpoint
-- A manager writes a gym's own rules of an art: a version that holds from a day on.
create or replace function private.write_rank_system(
  gym uuid, art text, name text, version text, valid_from date, source text,
  class_modalities text[], ranks jsonb
) returns setof public.rank_systems
language plpgsql security definer set search_path = '' as $$
declare
  written public.rank_systems;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym writes its rules'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  select * into written from private.put_rank_system(
    gym, art, name, version, valid_from, source, class_modalities, ranks
  );
  perform private.audit(
    gym, null, 'rank_system_written', jsonb_build_object(
      'modality', art, 'version', written.version, 'valid_from', written.valid_from
    )
  );
  return next written;
end
$$;
--> statement-breakpoint
revoke execute on function private.write_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) from public;
--> statement-breakpoint
grant execute on function private.write_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) to authenticated;
--> statement-breakpoint
create policy "grading_events_select_members" on "public"."grading_events" as permissive for select to authenticated
  using ("grading_events"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "graduations_select_own_or_staff" on "public"."graduations" as permissive for select to authenticated
  using (("graduations"."user_id" = any ((select private.person_ids())::uuid[]) or "graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "graduations_insert_staff" on "public"."graduations" as permissive for insert to authenticated
  with check (("graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "graduations"."awarded_by" = (select private.current_user_id()) and not "graduations"."user_id" = any ((select private.person_ids())::uuid[]) and "graduations"."legacy_id" is null));
--> statement-breakpoint
create policy "membership_periods_select_own_or_manager" on "public"."membership_periods" as permissive for select to authenticated
  using (("membership_periods"."user_id" = any ((select private.person_ids())::uuid[]) or "membership_periods"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "notification_preferences_select_own" on "public"."notification_preferences" as permissive for select to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_insert_own" on "public"."notification_preferences" as permissive for insert to authenticated
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_update_own" on "public"."notification_preferences" as permissive for update to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]))
  with check ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_preferences_delete_own" on "public"."notification_preferences" as permissive for delete to authenticated
  using ("notification_preferences"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notification_recipients_select_own" on "public"."notification_recipients" as permissive for select to authenticated
  using ("notification_recipients"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "notifications_select_staff" on "public"."notifications" as permissive for select to authenticated
  using ("notifications"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "rank_rules_select_members" on "public"."rank_rules" as permissive for select to authenticated
  using ("rank_rules"."system_id" in (select s.id from public.rank_systems s));
--> statement-breakpoint
create policy "rank_systems_select_members" on "public"."rank_systems" as permissive for select to authenticated
  using ("rank_systems"."gym_id" is null or "rank_systems"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "ranks_select_members" on "public"."ranks" as permissive for select to authenticated
  using ("ranks"."system_id" in (select s.id from public.rank_systems s));
--> statement-breakpoint
create policy "titles_select_own_or_staff" on "public"."titles" as permissive for select to authenticated
  using (("titles"."user_id" = any ((select private.person_ids())::uuid[]) or "titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "titles_insert_staff" on "public"."titles" as permissive for insert to authenticated
  with check (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "titles"."recorded_by" = (select private.current_user_id()) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create policy "titles_delete_staff" on "public"."titles" as permissive for delete to authenticated
  using (("titles"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and not "titles"."user_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create trigger "notification_deliveries_hold_user_id" before insert or update of "user_id" on "private"."notification_deliveries"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_deliveries_touch" before update on "private"."notification_deliveries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_deliveries_transition" before update of "state" on "private"."notification_deliveries"
  for each row when ((old."state", new."state") not in (('pending', 'pending'), ('pending', 'sending'), ('pending', 'dropped'), ('pending', 'failed'), ('sending', 'sending'), ('sending', 'pending'), ('sending', 'sent'), ('sending', 'dropped'), ('sending', 'failed'), ('sent', 'sent'), ('sent', 'delivered'), ('sent', 'failed'), ('delivered', 'delivered'), ('dropped', 'dropped'), ('failed', 'failed'), ('failed', 'pending'))) execute function private.guard_transition('state', '{"pending":["sending","dropped","failed"],"sending":["pending","sent","dropped","failed"],"sent":["delivered","failed"],"delivered":[],"dropped":[],"failed":["pending"]}');
--> statement-breakpoint
create trigger "grading_events_hold_created_by" before insert or update of "created_by" on "public"."grading_events"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "grading_events_stamp_insert" before insert on "public"."grading_events"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "graduations_hold_user_id" before insert or update of "user_id" on "public"."graduations"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "graduations_keep_erased_user_id" before update on "public"."graduations"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "graduations_hold_awarded_by" before insert or update of "awarded_by" on "public"."graduations"
  for each row when (new."awarded_by" is not null) execute function private.hold_person('awarded_by');
--> statement-breakpoint
create trigger "graduations_stamp_insert" before insert on "public"."graduations"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "memberships_begin_first_period" after insert on "public"."memberships"
  for each row when (new.approved_at is not null) execute function private.begin_period();
--> statement-breakpoint
create trigger "memberships_begin_period" after update of "approved_at", "left_at" on "public"."memberships"
  for each row when (not old.in_effect and new.in_effect) execute function private.begin_period();
--> statement-breakpoint
create trigger "memberships_follow_period" after update of "approved_at", "left_at" on "public"."memberships"
  for each row when (old.in_effect and (not new.in_effect or old.approved_at <> new.approved_at)) execute function private.follow_period();
--> statement-breakpoint
create trigger "membership_periods_hold_user_id" before insert or update of "user_id" on "public"."membership_periods"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "membership_periods_keep_erased_user_id" before update on "public"."membership_periods"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "membership_periods_touch" before update on "public"."membership_periods"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_preferences_hold_user_id" before insert or update of "user_id" on "public"."notification_preferences"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_preferences_touch" before update on "public"."notification_preferences"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_preferences_stamp_insert" before insert on "public"."notification_preferences"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "notification_recipients_hold_user_id" before insert or update of "user_id" on "public"."notification_recipients"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notifications_hold_sent_by" before insert or update of "sent_by" on "public"."notifications"
  for each row when (new."sent_by" is not null) execute function private.hold_person('sent_by');
--> statement-breakpoint
create trigger "notifications_touch" before update on "public"."notifications"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notifications_transition" before insert or update of "status" on "public"."notifications"
  for each row execute function private.guard_transition('status', '{"":["pending"],"pending":["sent","failed"],"sent":[],"failed":[]}');
--> statement-breakpoint
create trigger "rank_rules_immutable" before update on "public"."rank_rules"
  for each row execute function private.refuse_change();
--> statement-breakpoint
create trigger "rank_systems_immutable" before update on "public"."rank_systems"
  for each row execute function private.refuse_change();
--> statement-breakpoint
create trigger "ranks_immutable" before update on "public"."ranks"
  for each row execute function private.refuse_change();
--> statement-breakpoint
create trigger "titles_hold_user_id" before insert or update of "user_id" on "public"."titles"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "titles_hold_recorded_by" before insert or update of "recorded_by" on "public"."titles"
  for each row when (new."recorded_by" is not null) execute function private.hold_person('recorded_by');
--> statement-breakpoint
create trigger "titles_stamp_insert" before insert on "public"."titles"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
alter table "private"."notification_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."notification_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."notification_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."grading_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."grading_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."grading_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."grading_events" to service_role;
--> statement-breakpoint
alter table "public"."graduations" force row level security;
--> statement-breakpoint
revoke all on table "public"."graduations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."graduations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."graduations" to service_role;
--> statement-breakpoint
alter table "public"."membership_periods" force row level security;
--> statement-breakpoint
revoke all on table "public"."membership_periods" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."membership_periods" to authenticated;
--> statement-breakpoint
grant select on table "public"."membership_periods" to service_role;
--> statement-breakpoint
alter table "public"."notification_preferences" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_preferences" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("enabled", "quiet_from", "quiet_until"), delete on table "public"."notification_preferences" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_preferences" to service_role;
--> statement-breakpoint
alter table "public"."notification_recipients" force row level security;
--> statement-breakpoint
revoke all on table "public"."notification_recipients" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."notification_recipients" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notification_recipients" to service_role;
--> statement-breakpoint
alter table "public"."notifications" force row level security;
--> statement-breakpoint
revoke all on table "public"."notifications" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."notifications" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notifications" to service_role;
--> statement-breakpoint
alter table "public"."rank_rules" force row level security;
--> statement-breakpoint
revoke all on table "public"."rank_rules" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rank_rules" to authenticated;
--> statement-breakpoint
grant select on table "public"."rank_rules" to service_role;
--> statement-breakpoint
alter table "public"."rank_systems" force row level security;
--> statement-breakpoint
revoke all on table "public"."rank_systems" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rank_systems" to authenticated;
--> statement-breakpoint
grant select on table "public"."rank_systems" to service_role;
--> statement-breakpoint
alter table "public"."ranks" force row level security;
--> statement-breakpoint
revoke all on table "public"."ranks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."ranks" to authenticated;
--> statement-breakpoint
grant select on table "public"."ranks" to service_role;
--> statement-breakpoint
alter table "public"."titles" force row level security;
--> statement-breakpoint
revoke all on table "public"."titles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."titles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."titles" to service_role;
--> statement-breakpoint
-- src/db/schema/belts/systems/ibjjf.after.sql (e561fa0732786d2a)
-- How the IBJJF lets ranks of jiu-jitsu be earned: version 3.3 of June 2026, and the text before it for
-- answers about the past. Data that stays as it is: what changes is a version that begins later.
insert into public.rank_systems (id, modality, name, version, valid_from, source) values
  ('1bf00000-0000-4000-8000-000000000001', 'Jiu-jitsu', 'IBJJF', 'before 3.3', '1900-01-01', null),
  ('1bf00000-0000-4000-8000-000000000002', 'Jiu-jitsu', 'IBJJF', '3.3', '2026-06-01',
    'https://ibjjf.com/graduation-system')
on conflict (id) do nothing;
--> statement-breakpoint
insert into public.ranks (system_id, belt, "position", name, "group", first_degree, degrees)
select s.id, r.belt, r.place - 1, initcap(replace(r.belt, '_', '-')),
  case when r.place between 2 and 13 then 'youth' else 'adult' end,
  case r.belt when 'red_black' then 7 when 'red_white' then 8 when 'red' then 9 else 0 end,
  case r.belt when 'red_black' then 7 when 'red_white' then 8 when 'red' then 10
    when 'black' then 6
    -- Eleven stripes at most are suggested to children, one a month.
    else case when r.place between 2 and 13 then 11 else 4 end end
from public.rank_systems s
cross join unnest(array[
  'white', 'grey_white', 'grey', 'grey_black', 'yellow_white', 'yellow', 'yellow_black',
  'orange_white', 'orange', 'orange_black', 'green_white', 'green', 'green_black',
  'blue', 'purple', 'brown', 'black', 'red_black', 'red_white', 'red'
]) with ordinality r (belt, place)
where s.name = 'IBJJF' and s.gym_id is null
on conflict (system_id, belt) do nothing;
--> statement-breakpoint
-- A rule without a version is of both.
with colours as (
  select r.*, case split_part(r.belt, '_', 1)
    when 'grey' then 4 when 'yellow' then 7 when 'orange' then 10 else 13 end as from_age
  from public.ranks r
  where r.system_id = '1bf00000-0000-4000-8000-000000000002' and r."group" = 'youth'
), up_to as (
  select r.belt, array_agg(b.belt order by b."position") as belts
  from colours r
  join public.ranks b on b.system_id = r.system_id and b."position" < r."position"
  group by r.belt
), of_colour as (
  select array_agg(c.belt order by c."position") as youth,
    array_agg(c.belt order by c."position") filter (where c.from_age < 13) as below_green,
    array_agg(c.belt order by c."position") filter (where c.from_age >= 10) as from_orange,
    array_agg(c.belt order by c."position") filter (where c.from_age = 13) as green
  from colours c
), rules (
  version, belt, degree, requirement, alternative, condition, threshold, article, belts, belts_degree,
  title, since, from_age, until_age
) as (
  select null, u.belt, 0, 'from', 1, 'from_rank', null::integer, '1.1', u.belts, null::integer,
    null, null, null::integer, null::integer from up_to u
  union all
  select null, c.belt, 0, v.requirement, 1, v.condition, coalesce(v.threshold, c.from_age),
    v.article, null, null, null, v.since, null, null
  from colours c
  cross join (values
    ('age', 'age_in_year', null, '2.1.1', null),
    ('oldest', 'oldest_in_year', 15, '2.1.1', null),
    ('time', 'time', 0, '3.1.1', 'belt')
  ) v (requirement, condition, threshold, article, since)
  union all
  select v.version, v.belt, v.degree, v.requirement, v.alternative, v.condition, v.threshold,
    v.article, case
      when v.belts = 'youth' then array['white'] || o.youth
      when v.belts = 'below_green' then o.below_green
      when v.belts = 'from_orange' then o.from_orange
      when v.belts = 'green' then o.green
      when v.belts is not null then array[v.belts] end,
    v.belts_degree, case v.condition when 'title' then 'adult_world_champion' end, v.since,
    v.from_age, v.until_age
  from of_colour o
  cross join (values
    (null, 'blue', 0, 'from', 1, 'from_rank', null, '2.2.3', 'youth', null, null, null, null),
    (null, 'blue', 0, 'age', 1, 'age_in_year', 16, '2.1.2 II', null, null, null, null, null),
    (null, 'blue', 0, 'time', 1, 'time', 0, '3.1.3 I', null, null, 'belt', null, null),
    (null, 'purple', 0, 'from', 1, 'from_rank', null, '1.2', 'blue', null, null, null, null),
    (null, 'purple', 0, 'from', 2, 'from_rank', null, '2.2.3', 'green', null, null, null, null),
    (null, 'purple', 0, 'age', 1, 'age_in_year', 16, '2.1.2 III', null, null, null, null, null),
    (null, 'purple', 0, 'time', 2, 'time', 0, '2.2.3', null, null, 'belt', null, null),
    (null, 'purple', 0, 'time', 2, 'from_rank', null, '2.2.3', 'green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 1, 'time', 24, '3.1.3 II a', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 3, 'time', 12, '3.1.3 II b', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 3, 'held_rank', null, '3.1.3 II b', 'below_green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 4, 'time', 0, '3.1.3 II c', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 4, 'held_rank', null, '3.1.3 II c', 'green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 5, 'time', 0, '3.1.3 II d', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 5, 'held_rank', null, '3.1.3 II d', 'blue', null, null, 16, 17),
    ('3.3', 'purple', 0, 'time', 6, 'time', 0, '3.1.3 II e', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 6, 'title', null, '3.1.3 II e', 'blue', null, null, null, null),
    ('before 3.3', 'purple', 0, 'time', 1, 'time', 24, '3.1.3 II', null, null, 'belt', null, null),
    ('before 3.3', 'purple', 0, 'time', 5, 'time', 0, '3.1.2 II', null, null, 'belt', null, null),
    ('before 3.3', 'purple', 0, 'time', 5, 'held_rank', null, '3.1.2 II', 'blue', null, null, 16, 17),
    (null, 'brown', 0, 'from', 1, 'from_rank', null, '1.2', 'purple', null, null, null, null),
    (null, 'brown', 0, 'age', 1, 'age_in_year', 18, '2.1.2 IV', null, null, null, null, null),
    ('3.3', 'brown', 0, 'time', 1, 'time', 18, '3.1.3 III a', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 2, 'time', 12, '3.1.3 III b', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 2, 'held_rank', null, '3.1.3 III b', 'blue', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 3, 'time', 0, '3.1.3 III c', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 3, 'held_rank', null, '3.1.3 III c', 'blue', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 3, 'held_rank', null, '3.1.3 III c', 'from_orange', null, null, null, null),
    ('3.3', 'brown', 0, 'time', 4, 'time', 0, '3.1.3 III d', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 4, 'held_rank', null, '3.1.3 III d', 'purple', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 5, 'time', 0, '3.1.3 III e', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 5, 'title', null, '3.1.3 III e', 'purple', null, null, null, null),
    ('before 3.3', 'brown', 0, 'time', 1, 'time', 24, '3.1.2 III', null, null, 'belt', null, null),
    ('before 3.3', 'brown', 0, 'time', 2, 'time', 18, '3.1.3 III', null, null, 'belt', null, null),
    ('before 3.3', 'brown', 0, 'time', 2, 'held_rank', null, '3.1.3 III', 'purple', null, null, 18, null),
    (null, 'black', 0, 'from', 1, 'from_rank', null, '1.2', 'brown', null, null, null, null),
    (null, 'black', 0, 'age', 1, 'age_in_year', 19, '2.1.2 V', null, null, null, null, null),
    ('3.3', 'black', 0, 'age', 2, 'age_in_year', 18, '2.1.2 V', null, null, null, null, null),
    ('3.3', 'black', 0, 'age', 2, 'title', null, '2.1.2 V', 'brown', null, null, null, null),
    ('3.3', 'black', 0, 'time', 1, 'time', 12, '3.1.3 IV a', null, null, 'belt', null, null),
    ('3.3', 'black', 0, 'time', 2, 'time', 0, '3.1.3 IV b', null, null, 'belt', null, null),
    ('3.3', 'black', 0, 'time', 2, 'title', null, '3.1.3 IV b', 'brown', null, null, null, null),
    ('before 3.3', 'black', 0, 'time', 1, 'time', 12, '3.1.3 IV', null, null, 'belt', null, null),
    (null, 'black', 1, 'from', 1, 'from_rank', null, '4.1.2', 'black', 0, null, null, null),
    (null, 'black', 1, 'time', 1, 'time', 36, '4.1.5 I', null, null, 'rank', null, null),
    (null, 'black', 2, 'from', 1, 'from_rank', null, '4.1.2', 'black', 1, null, null, null),
    (null, 'black', 2, 'time', 1, 'time', 36, '4.1.5 II', null, null, 'rank', null, null),
    (null, 'black', 3, 'from', 1, 'from_rank', null, '4.1.2', 'black', 2, null, null, null),
    (null, 'black', 3, 'time', 1, 'time', 36, '4.1.5 III', null, null, 'rank', null, null),
    (null, 'black', 4, 'from', 1, 'from_rank', null, '4.1.2', 'black', 3, null, null, null),
    (null, 'black', 4, 'time', 1, 'time', 60, '4.1.5 IV', null, null, 'rank', null, null),
    (null, 'black', 5, 'from', 1, 'from_rank', null, '4.1.2', 'black', 4, null, null, null),
    (null, 'black', 5, 'time', 1, 'time', 60, '4.1.5 V', null, null, 'rank', null, null),
    (null, 'black', 6, 'from', 1, 'from_rank', null, '4.1.2', 'black', 5, null, null, null),
    (null, 'black', 6, 'time', 1, 'time', 60, '4.1.5 VI', null, null, 'rank', null, null),
    (null, 'red_black', 7, 'from', 1, 'from_rank', null, '4.1.2', 'black', 6, null, null, null),
    (null, 'red_black', 7, 'time', 1, 'time', 84, '4.1.5 VII', null, null, 'rank', null, null),
    ('3.3', 'red_black', 7, 'age', 1, 'age_in_year', 49, '2.1.2 VI', null, null, null, null, null),
    ('before 3.3', 'red_black', 7, 'age', 1, 'age_in_year', 50, '2.1.2 VI', null, null, null, null, null),
    (null, 'red_white', 8, 'from', 1, 'from_rank', null, '4.1.2', 'red_black', 7, null, null, null),
    (null, 'red_white', 8, 'time', 1, 'time', 84, '4.1.5 VIII', null, null, 'rank', null, null),
    ('3.3', 'red_white', 8, 'age', 1, 'age_in_year', 56, '2.1.2 VII', null, null, null, null, null),
    ('before 3.3', 'red_white', 8, 'age', 1, 'age_in_year', 57, '2.1.2 VII', null, null, null, null, null),
    (null, 'red', 9, 'from', 1, 'from_rank', null, '4.1.2', 'red_white', 8, null, null, null),
    (null, 'red', 9, 'time', 1, 'time', 120, '4.1.5 IX', null, null, 'rank', null, null),
    ('3.3', 'red', 9, 'age', 1, 'age_in_year', 66, '2.1.2 VIII', null, null, null, null, null),
    ('before 3.3', 'red', 9, 'age', 1, 'age_in_year', 67, '2.1.2 VIII', null, null, null, null, null),
    (null, 'red', 10, 'from', 1, 'honorary', null, '4.1.5 X', null, null, null, null, null)
  ) v (version, belt, degree, requirement, alternative, condition, threshold, article, belts,
    belts_degree, since, from_age, until_age)
)
insert into public.rank_rules (
  system_id, "position", belt, degree, requirement, alternative, condition, threshold, article,
  belts, belts_degree, title, since, registered_from_age, registered_until_age
)
select s.id, row_number() over (
    partition by s.id order by k."position", r.degree, case r.requirement
      when 'from' then 1 when 'age' then 2 when 'oldest' then 3 else 4 end, r.alternative, r.condition
      <> 'time', r.belts
  ), r.belt, r.degree, r.requirement, r.alternative, r.condition, r.threshold, r.article,
  r.belts, r.belts_degree, r.title, r.since, r.from_age, r.until_age
from rules r
join public.rank_systems s
  on s.name = 'IBJJF' and s.gym_id is null and coalesce(r.version = s.version, true)
join public.ranks k on k.system_id = s.id and k.belt = r.belt
on conflict (system_id, "position") do nothing;
--> statement-breakpoint
-- src/db/schema/belts/systems/other-arts.after.sql (8764f45428745c69)
-- Judo, karate and muay thai as they are commonly graded, which a gym may replace by its own rules.
-- Ages by the year, months at the rank before, classes since the promotion. What no federation fixes
-- (classes, and the times of muay thai) is ours, and says so by having no article.
insert into public.rank_systems (id, modality, name, version, valid_from) values
  ('1bf00000-0000-4000-8000-000000000003', 'Judo', 'As the CBJ has it', '2018', '1900-01-01'),
  ('1bf00000-0000-4000-8000-000000000004', 'Karate', 'As the JKA has it', '2020', '1900-01-01'),
  ('1bf00000-0000-4000-8000-000000000005', 'Muay thai', 'As the CBMT has it', '2012', '1900-01-01')
on conflict (id) do nothing;
--> statement-breakpoint
with steps as (
  select v.*, ('1bf00000-0000-4000-8000-00000000000' || v.art)::uuid as system_id,
    min(v.degree) over (partition by v.art, v.belt) as first_degree,
    max(v.degree) over (partition by v.art, v.belt) as degrees,
    lag(v.belt) over step as before, lag(v.degree) over step as before_degree
  from (values
    (3, 1, 'white', 0, null::integer, null::integer, null::integer),
    (3, 2, 'white_grey', 0, 4, 3, null),
    (3, 3, 'grey', 0, 5, 3, null),
    (3, 4, 'grey_blue', 0, 6, 6, null),
    (3, 5, 'blue', 0, 7, 6, null),
    (3, 6, 'blue_yellow', 0, 8, 6, null),
    (3, 7, 'yellow', 0, 9, 6, null),
    (3, 8, 'yellow_orange', 0, 10, 12, null),
    (3, 9, 'orange', 0, 11, 12, null),
    (3, 10, 'green', 0, 12, 12, null),
    (3, 11, 'purple', 0, 13, 12, null),
    (3, 12, 'brown', 0, 14, 12, null),
    (3, 13, 'black', 1, 16, 12, null),
    (3, 14, 'black', 2, null, 24, null),
    (3, 15, 'black', 3, null, 36, null),
    (3, 16, 'black', 4, null, 48, null),
    (3, 17, 'black', 5, null, 60, null),
    (3, 18, 'red_white', 6, null, 72, null),
    (3, 19, 'red_white', 7, null, 84, null),
    (3, 20, 'red_white', 8, 59, 84, null),
    (3, 21, 'red', 9, 66, 96, null),
    (3, 22, 'red', 10, 74, 96, null),
    (4, 1, 'white', 0, null, null, null),
    (4, 2, 'yellow', 0, null, 4, 24),
    (4, 3, 'orange', 0, null, 4, 24),
    (4, 4, 'green', 0, null, 4, 24),
    (4, 5, 'blue', 0, null, 4, 24),
    (4, 6, 'purple', 0, null, 4, 24),
    (4, 7, 'brown_3', 0, null, 4, 24),
    (4, 8, 'brown_2', 0, null, 4, 24),
    (4, 9, 'brown_1', 0, null, 4, 24),
    (4, 10, 'black', 1, 15, 6, 48),
    (4, 11, 'black', 2, null, 12, null),
    (4, 12, 'black', 3, null, 24, null),
    (4, 13, 'black', 4, null, 48, null),
    (4, 14, 'black', 5, 35, 60, null),
    (4, 15, 'black', 6, 40, 72, null),
    (4, 16, 'black', 7, 45, 84, null),
    (4, 17, 'black', 8, 50, 96, null),
    (4, 18, 'black', 9, 60, 108, null),
    (4, 19, 'black', 10, 70, 120, null),
    (5, 1, 'white', 0, null, null, null),
    (5, 2, 'white_red', 0, null, 4, 40),
    (5, 3, 'red', 0, null, 4, 40),
    (5, 4, 'red_light_blue', 0, null, 6, 40),
    (5, 5, 'light_blue', 0, null, 6, 40),
    (5, 6, 'light_blue_dark_blue', 0, null, 6, 40),
    (5, 7, 'dark_blue', 0, null, 6, 40),
    (5, 8, 'dark_blue_black', 0, null, 6, 40),
    (5, 9, 'black', 0, null, 12, 80)
  ) v (art, step, belt, degree, years, months, classes)
  window step as (partition by v.art order by v.step)
), new_ranks as (
  insert into public.ranks (system_id, belt, "position", name, "group", first_degree, degrees)
  select s.system_id, s.belt, row_number() over (partition by s.art order by s.step) - 1,
    initcap(replace(s.belt, '_', '-')), 'adult', s.first_degree, s.degrees
  from steps s where s.degree = s.first_degree
  on conflict (system_id, belt) do nothing
)
insert into public.rank_rules (
  system_id, "position", belt, degree, requirement, condition, threshold, article, belts,
  belts_degree, since
)
select s.system_id, row_number() over (partition by s.art order by s.step, r.place) - 1, s.belt,
  s.degree, r.requirement, r.condition, r.threshold,
  case when r.requirement in ('age', 'time') then case s.art when 3 then 'CBJ' when 4 then 'JKA' end end,
  r.belts, r.belts_degree, r.since
from steps s
cross join lateral (values
  (1, 'from', 'from_rank', null::integer, array[s.before], s.before_degree, null),
  (2, 'age', 'age_in_year', s.years, null, null, null),
  (3, 'time', 'time', s.months, null, null, 'rank'),
  (4, 'classes', 'classes', s.classes, null, null, 'rank')
) r (place, requirement, condition, threshold, belts, belts_degree, since)
where s.before is not null and (r.threshold is not null or r.condition = 'from_rank')
on conflict (system_id, "position") do nothing;
--> statement-breakpoint
-- src/db/schema/owner/overview/membership-periods.after.sql (afb40a8ba22f4e2d)
-- Of memberships from before there were periods, the last one is known.
insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
select m.user_id, m.gym_id, m.approved_at,
  case when m.left_at is not null then greatest(m.approved_at, m.left_at) end
from public.memberships m
where m.approved_at is not null and not exists (
  select from public.membership_periods p where p.user_id = m.user_id and p.gym_id = m.gym_id
);
