set local check_function_bodies = off;
--> statement-breakpoint
drop policy "gyms_insert_own" on "public"."gyms";
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
    limit page_size;
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
-- Students who have not come for some days, with the reason: for the staff of the gym.
create or replace function private.members_at_risk(
  gym uuid, days integer, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.absent_members(
      gym, days, now(), after_since, after_id, least(page_size, 101)
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.members_at_risk(uuid, integer, date, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.members_at_risk(uuid, integer, date, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Nobody belongs to a gym that was closed. Holds the gym, so that closing it and joining it do not miss
-- each other.
create or replace function private.guard_gym_open() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  closed timestamptz;
begin
  select g.closed_at into closed from public.gyms g where g.id = new.gym_id for share;
  if closed is not null then
    raise exception 'the gym was closed'
      using errcode = 'check_violation', constraint = 'memberships_gym_open', column = 'gym_id';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_gym_open() from public;
--> statement-breakpoint
-- Puts a fresh account into a record, which keeps its id and its history and is signed in to from then
-- on. An account to which any row of any table belongs was used, and is not merged: what the database
-- refers to decides, so that a table added later counts too. Its devices come
-- along, and what it chose to be told.
create or replace function private.merge_account(fresh uuid, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account public.users;
begin
  select u.* into account from public.users u where u.id = fresh;
  begin
    update public.push_tokens set user_id = record where user_id = fresh;
    delete from public.notification_preferences p
    using public.notification_preferences chosen
    where p.user_id = record and chosen.user_id = fresh
      and p.kind = chosen.kind and p.channel = chosen.channel;
    update public.notification_preferences set user_id = record where user_id = fresh;
    delete from public.user_profiles p
    where p.user_id = fresh and p.plan = 'free' and p.subscription_status = 'none'
      and p.usage_count = 0 and num_nonnulls(p.stripe_customer_id, p.stripe_subscription_id) = 0;
    delete from public.users u where u.id = fresh;
  exception when foreign_key_violation then
    raise exception 'the account was used'
      using errcode = 'check_violation', constraint = 'account_in_use';
  end;
  update public.users u
  set subject = account.subject, provider = account.provider, email = account.email,
    email_verified_at = account.email_verified_at,
    first_name = coalesce(account.first_name, u.first_name),
    last_name = coalesce(account.last_name, u.last_name),
    image_url = coalesce(account.image_url, u.image_url),
    birth_date = coalesce(u.birth_date, account.birth_date),
    gender = coalesce(u.gender, account.gender),
    phone = coalesce(u.phone, account.phone),
    instagram = coalesce(u.instagram, account.instagram),
    timezone = coalesce(u.timezone, account.timezone),
    last_synced_at = account.last_synced_at, identity_updated_at = account.identity_updated_at,
    token_issued_at = account.token_issued_at, token_fields = account.token_fields
  where u.id = record;
end
$$;
--> statement-breakpoint
revoke execute on function private.merge_account(uuid, uuid) from public;
--> statement-breakpoint
-- How people of a gym stand to ranks of an art as of a day, by the rules and the history of that day:
-- all of them in one statement. `people`, `belts` and `degrees` go by position, one question each; a
-- rank that the system in force does not have has no answer. Graduations in `but` are left out of the
-- history, as if they were not there yet. Asks nobody who they are.
--
-- Every condition is turned into the day from which it holds, `infinity` where none can be told. An
-- alternative holds from the last of its days, a requirement from the first of its alternatives, which
-- is the one that is told, and the rank from the last of its requirements. Where the rank now is none
-- that leads there, time and classes are left out: they would be those of another rank.
create or replace function private.assess_ranks(
  gym uuid, art text, people uuid[], belts text[], degrees integer[], on_date date,
  but uuid[] default '{}'
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
      select * from private.current_ranks(gym, system, art, people, on_date, but)
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
      join private.rank_history(people, art, assess_ranks.on_date, but) h
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
      join private.rank_history(people, art, assess_ranks.on_date, but) h
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
revoke execute on function private.assess_ranks(uuid, text, uuid[], text[], integer[], date, uuid[])
  from public;
--> statement-breakpoint
-- Which rank of a system each of some people has as of a day, and since when time at it counts: since
-- the belt was registered, whatever its stripes (`belt_since`), or the very degree (`rank_since`). Who
-- was never promoted has the first rank, and time at it counts from the day they joined the gym.
create or replace function private.current_ranks(
  gym uuid, system uuid, art text, people uuid[], on_date date, but uuid[] default '{}'
) returns table (
  user_id uuid, belt text, degree integer, "position" integer, awarded_on date, belt_awarded_on date,
  rank_awarded_on date, belt_since date, rank_since date, promoted boolean, birth_date date
)
language sql stable set search_path = '' as $$
  with history as materialized (
    select * from private.rank_history(people, art, on_date, but)
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
revoke execute on function private.current_ranks(uuid, uuid, text, uuid[], date, uuid[]) from public;
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
-- What people were promoted to in an art by a day. A row that was taken back never was, and those in
-- `but` are left out.
create or replace function private.rank_history(
  people uuid[], art text, on_date date, but uuid[] default '{}'
)
returns table (user_id uuid, belt text, degree integer, awarded_on date, registered_on date, nth bigint)
language sql stable set search_path = '' as $$
  select g.user_id, g.belt, g.degree, g.awarded_on, g.registered_on,
    row_number() over (
      partition by g.user_id order by g.awarded_on desc, g.created_at desc, g.id desc
    )
  from public.graduations g
  where g.user_id = any (people) and g.modality = art and g.awarded_on <= on_date
    and g.voids is null and g.id <> all (but)
    and not exists (select from public.graduations v where v.voids = g.id)
$$;
--> statement-breakpoint
revoke execute on function private.rank_history(uuid[], text, date, uuid[]) from public;
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
-- Removes a person's titles, takes their name from what they awarded and wrote, and from their ranks who
-- awarded them and why a rule was set aside; the ranks stay, without a name.
create or replace function private.erase_belts(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.titles where user_id = erased;
  update public.titles set recorded_by = null where recorded_by = erased;
  update public.graduations set override_reason = null, void_reason = null, awarded_by = null
  where user_id = erased;
  update public.graduations set awarded_by = null where awarded_by = erased;
  update public.grading_events set created_by = null where created_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_belts(uuid) from public;
--> statement-breakpoint
-- What a certificate says, for whom it is about, their guardians and staff of the gym that awarded it:
-- the names of that day's staff too, who may have left. No row for anybody else, nor for a row that
-- voids another.
create or replace function private.certificate_of(graduation uuid) returns table (
  voided boolean, person text, gym text, rank text, degree integer, modality text, awarded_by text,
  awarded_on date, created_at timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select exists (select from public.graduations v where v.voids = g.id),
      nullif(concat_ws(' ', u.first_name, u.last_name), ''), y.name, coalesce(r.name, g.belt), g.degree,
      g.modality, nullif(concat_ws(' ', a.first_name, a.last_name), ''), g.awarded_on, g.created_at
    from public.graduations g
    join public.gyms y on y.id = g.gym_id
    join public.users u on u.id = g.user_id
    left join public.users a on a.id = g.awarded_by
    left join public.ranks r on r.belt = g.belt
      and r.system_id = private.rank_system_in_force(g.gym_id, g.modality, g.awarded_on)
    where g.id = graduation and g.voids is null
      and (g.user_id = any (private.person_ids())
        or g.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER')));
end
$$;
--> statement-breakpoint
revoke execute on function private.certificate_of(uuid) from public;
--> statement-breakpoint
grant execute on function private.certificate_of(uuid) to authenticated;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.check_graduations() from public;
--> statement-breakpoint
-- Of whom a title is written down is a member of the gym, and stays it; it was won by today, at a rank
-- that the rules of that day know. Its row is there already, so whoever is named is held.
create or replace function private.check_title() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  fault text;
begin
  perform from public.memberships m
  where m.user_id = new.user_id and m.gym_id = new.gym_id and m.in_effect for share;
  fault := case
    when not found then 'titles_of_members'
    when new.won_on > (
      select (now() at time zone g.timezone)::date from public.gyms g where g.id = new.gym_id
    ) then 'titles_until_today'
    when not exists (
      select from public.ranks r
      where r.system_id = private.rank_system_in_force(new.gym_id, new.modality, new.won_on)
        and r.belt = new.belt
    ) then 'titles_of_the_rules'
  end;
  if fault is not null then
    raise exception 'a title is not as it must be'
      using errcode = 'check_violation', constraint = fault;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_title() from public;
--> statement-breakpoint
-- Who writes a title down, or takes one away, leaves a trace: it shortens the time at a rank.
create or replace function private.trace_title() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  title constant public.titles := case when tg_op = 'INSERT' then new else old end;
begin
  perform private.audit(
    title.gym_id, title.user_id,
    case when tg_op = 'INSERT' then 'title_recorded' else 'title_removed' end,
    jsonb_build_object(
      'title', title.title, 'modality', title.modality, 'belt', title.belt, 'won_on', title.won_on
    )
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.trace_title() from public;
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
-- Refuses whoever is no approved member of a gym themselves.
create or replace function private.assert_member(gym uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    raise exception 'members write here'
      using errcode = 'insufficient_privilege', constraint = 'community_members_only';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_member(uuid) from public;
--> statement-breakpoint
-- Keeps the count of the comments that can be read. Its row is the last that a transaction locks here.
create or replace function private.count_comment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was constant boolean := tg_op <> 'INSERT' and num_nonnulls(old.deleted_at, old.removed_at) = 0;
  now_is constant boolean := tg_op <> 'DELETE' and num_nonnulls(new.deleted_at, new.removed_at) = 0;
begin
  if now_is and not was then
    insert into public.post_stats as s (post_id, gym_id, comments)
    values (new.post_id, new.gym_id, 1)
    on conflict (post_id) do update set comments = s.comments + 1;
  elsif was and not now_is then
    update public.post_stats s set comments = s.comments - 1 where s.post_id = old.post_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_comment() from public;
--> statement-breakpoint
-- With a post that its author deleted or staff removed goes what was said under it.
create or replace function private.hide_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.comments c set hidden_at = now() where c.post_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.hide_comments() from public;
--> statement-breakpoint
-- Removes what a person wrote, with what was said under their posts, their reactions and what they
-- reported, and takes their name from what they decided as staff.
create or replace function private.erase_community(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_community(erased);
  delete from public.post_reports r where r.reporter_id = erased;
  update public.post_reports r set decided_by = null where r.decided_by = erased;
  delete from public.post_reactions r where r.user_id = erased;
  delete from public.comments c where c.author_id = erased;
  delete from public.posts p where p.author_id = erased;
  update public.comments c set removed_by = null where c.removed_by = erased;
  update public.posts p set removed_by = null where p.removed_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_community(uuid) from public;
--> statement-breakpoint
-- Holds what an erasure changes of the posts of gyms, ahead of all it does and in the order of everyone
-- who writes there: posts, what is said under them, reactions, counts, reports, each by their ids.
create or replace function private.hold_community(erased uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  own constant uuid[] := array(
    select p.id from public.posts p where p.author_id = erased order by p.id for update
  );
  said uuid[];
begin
  perform from public.posts p where p.removed_by = erased order by p.id for no key update;
  said := array(
    select c.id from public.comments c
    where erased in (c.author_id, c.removed_by) or c.post_id = any (own)
    order by c.id for update
  );
  perform from public.post_reactions r
  where r.user_id = erased or r.post_id = any (own) order by r.id for update;
  perform from public.post_stats s
  where s.post_id = any (own)
    or s.post_id in (select c.post_id from public.comments c where c.id = any (said))
    or s.post_id in (select r.post_id from public.post_reactions r where r.user_id = erased)
  order by s.post_id for update;
  perform from public.post_reports r
  where erased in (r.reporter_id, r.decided_by)
    or r.post_id = any (own) or r.comment_id = any (said)
  order by r.id for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_community(uuid) from public;
--> statement-breakpoint
-- The names of who belongs to a gym, of those asked about, for whoever sees it from inside: its members,
-- and for a feed their guardians too. Who left has none here.
create or replace function private.member_names(gym uuid, people uuid[])
returns table (user_id uuid, first_name text, last_name text, image_url text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    select u.id, u.first_name, u.last_name, u.image_url
    from public.memberships m
    join public.users u on u.id = m.user_id
    where m.user_id = any (people) and m.gym_id = gym and m.in_effect and u.deleted_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.member_names(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function private.member_names(uuid, uuid[]) to authenticated;
--> statement-breakpoint
-- With what its author deleted go its earlier texts.
create or replace function private.drop_edits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.post_edits e where new.id in (e.post_id, e.comment_id);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.drop_edits() from public;
--> statement-breakpoint
-- A post is published once: the time it has then is its place in the feed, which pages go by. Somebody
-- who asks for a time that has come publishes now; only the system brings a past along. A new post has
-- nothing to differ from.
create or replace function private.guard_publication() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.published_at is distinct from old.published_at then
    if old.published_at <= now() then
      raise exception 'the post is published'
        using errcode = 'check_violation', constraint = 'posts_published_once';
    end if;
    if current_user = 'authenticated' and new.published_at < now() then
      -- Not rounded, or it would be published in the next millisecond.
      new.published_at := date_trunc('milliseconds', now());
    end if;
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_publication() from public;
--> statement-breakpoint
-- Keeps the earlier text of a post or a comment that others could have read.
create or replace function private.keep_edit() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.post_edits (gym_id, author_id, post_id, comment_id, title, body)
  values (
    old.gym_id, old.author_id,
    case when tg_table_name = 'posts' then old.id end,
    case when tg_table_name = 'comments' then old.id end,
    to_jsonb(old) ->> 'title', old.body
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_edit() from public;
--> statement-breakpoint
-- What its author deleted was deleted now, whatever clock they named.
create or replace function private.note_deletion() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.deleted_at is not null then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_deletion() from public;
--> statement-breakpoint
-- Says that words which others could have read are not those that were there first.
create or replace function private.note_edit() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.edited_at := now();
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_edit() from public;
--> statement-breakpoint
-- Keeps the count of a post's reactions by kind, as `private.count_comment` does of its comments.
create or replace function private.count_reaction() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into public.post_stats as s (post_id, gym_id, reactions)
    values (new.post_id, new.gym_id, jsonb_build_object(new.kind, 1))
    on conflict (post_id) do update set reactions = s.reactions
      || jsonb_build_object(new.kind, coalesce((s.reactions ->> new.kind)::integer, 0) + 1);
  else
    update public.post_stats s set reactions = case when (s.reactions ->> old.kind)::integer > 1
      then s.reactions || jsonb_build_object(old.kind, (s.reactions ->> old.kind)::integer - 1)
      else s.reactions - old.kind end
    where s.post_id = old.post_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_reaction() from public;
--> statement-breakpoint
-- Gives a reaction of the caller to a post, or takes it back; again changes nothing. Answers what there
-- is then, and no row where the caller sees no such post in the feed.
create or replace function private.react(post uuid, wanted text, given boolean)
returns table (comments integer, reactions jsonb, my_reactions jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held constant public.posts := private.hold_open_post(post);
begin
  if held.id is null then
    return;
  end if;
  perform private.assert_member(held.gym_id);
  if given then
    insert into public.post_reactions (gym_id, post_id, user_id, kind)
    values (held.gym_id, held.id, caller, wanted)
    on conflict (user_id, post_id, kind) do nothing;
  else
    delete from public.post_reactions r
    where r.post_id = held.id and r.user_id = caller and r.kind = wanted;
  end if;
  return query
    select coalesce(s.comments, 0), coalesce(s.reactions, '{}'), coalesce(
      (
        select jsonb_agg(r.kind order by r.kind) from public.post_reactions r
        where r.post_id = held.id and r.user_id = caller
      ),
      '[]'
    )
    from (select) one left join public.post_stats s on s.post_id = held.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.react(uuid, text, boolean) from public;
--> statement-breakpoint
grant execute on function private.react(uuid, text, boolean) to authenticated;
--> statement-breakpoint
-- Decides a report, by staff of the gym who neither wrote what is reported nor are guardian of who did:
-- dismissed, or upheld, which takes it down with the reason and decides all that was reported about it.
-- Answers the state it found, and the one it left; no row where there is no such report for the caller.
create or replace function private.decide_report(report uuid, verdict text, reason text)
returns table (was text, state text)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  own constant uuid[] := private.person_ids();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  found_one public.post_reports;
begin
  select r.* into found_one from public.post_reports r
  join public.posts p on p.id = r.post_id
  left join public.comments c on c.id = r.comment_id
  where r.id = report and r.gym_id = any (staffed)
    and coalesce(c.author_id, p.author_id) <> all (own);
  if found_one.id is null then
    return;
  end if;
  was := found_one.state;
  if was = 'open' and verdict = 'upheld' then
    -- What is reported comes before its reports.
    if found_one.comment_id is null then
      perform private.remove_post(found_one.post_id, reason);
    else
      perform private.remove_comment(found_one.comment_id, reason);
    end if;
  end if;
  -- One that is open still: dismissed, or of words that are gone already.
  update public.post_reports r
  set state = verdict, decided_by = caller, decided_at = now()
  where r.id = report and r.state = 'open';
  select r.state into state from public.post_reports r where r.id = report;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.decide_report(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.decide_report(uuid, text, text) to authenticated;
--> statement-breakpoint
-- What was reported in a gym, newest first, for its staff: the words, whose they are and why, and never
-- by whom. Of what they wrote themselves, or a child of theirs did, they learn nothing here. Words that
-- their author deleted are gone.
create or replace function private.gym_reports(
  gym uuid, wanted text, after_at timestamptz, after_id uuid, page_size integer
)
returns table (
  id uuid, post_id uuid, comment_id uuid, author_id uuid, first_name text, last_name text,
  image_url text, is_member boolean, title text, body text, reason text, state text, created_at timestamptz,
  decided_at timestamptz
)
language plpgsql stable security definer set search_path = ''
  set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  own constant uuid[] := private.person_ids();
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    with page as materialized (
      select r.*, coalesce(c.author_id, p.author_id) as writer,
        case when r.comment_id is null and p.deleted_at is null then p.title end as headline,
        case
          when r.comment_id is null and p.deleted_at is null then p.body
          when c.deleted_at is null then c.body
        end as words
      from public.post_reports r
      join public.posts p on p.id = r.post_id
      left join public.comments c on c.id = r.comment_id
      where r.gym_id = gym and r.state = wanted
        and coalesce(c.author_id, p.author_id) <> all (own)
        and (after_id is null or (r.created_at, r.id) < (after_at, after_id))
      order by r.created_at desc, r.id desc
      limit least(page_size, 101)
    )
    select page.id, page.post_id, page.comment_id, page.writer, n.first_name, n.last_name,
      n.image_url, n.user_id is not null, page.headline, page.words, page.reason, page.state, page.created_at,
      page.decided_at
    from page
    left join private.member_names(gym, array(select writer from page)) n on n.user_id = page.writer
    order by page.created_at desc, page.id desc;
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_reports(uuid, text, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- What is found of a post is computed from its words, whatever was given.
create or replace function private.index_post() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search_vector := setweight(private.post_lexemes(new.language, new.title), 'A')
    || setweight(private.post_lexemes(new.language, new.body), 'D');
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.index_post() from public;
--> statement-breakpoint
-- How words become search terms by the grammar of a language: once as they are written, and once with
-- their accents folded, so that who types `graduacao` finds `graduação`. Punctuation is space, as in
-- `private.search_text`. Portuguese plurals in `-ões` are made singular first, which Postgres' grammar
-- leaves out: `reuniões` is `reunião`.
create or replace function private.post_lexemes(language text, content text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  grammar constant regconfig := case language
    when 'pt' then 'pg_catalog.portuguese'::regconfig
    when 'en' then 'pg_catalog.english'::regconfig
    else 'pg_catalog.simple'::regconfig
  end;
  written text := regexp_replace(
    content collate pg_catalog.pg_c_utf8, '[[:cntrl:]]|[[:punct:]]', ' ', 'g'
  );
  folded text := private.search_text(content);
begin
  if language = 'pt' then
    written := regexp_replace(written, 'ões\M', 'ão', 'gi');
    folded := regexp_replace(folded, 'oes\M', 'ao', 'gi');
  end if;
  return to_tsvector(grammar, written) || to_tsvector(grammar, folded);
end
$$;
--> statement-breakpoint
revoke execute on function private.post_lexemes(text, text) from public;
--> statement-breakpoint
-- What is asked, in the terms of a language: any of its words. Null where no word is left of it.
create or replace function private.post_query(language text, question text) returns tsquery
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return (
    select string_agg(quote_literal(word), ' | ')::tsquery
    from unnest(tsvector_to_array(private.post_lexemes(language, question))) word
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.post_query(text, text) from public;
--> statement-breakpoint
-- Finds posts in the feed of a gym that the caller sees from inside, best first: every post is asked in
-- its own language for any of the words; more of them, and in the title, make it better. Row security
-- would keep the index from being used (`@@` is not leakproof), so this filters for itself. Of more than
-- five thousand posts that match, the newest five thousand are compared.
create or replace function private.search_posts(
  gym uuid, question text, after_score real, after_id uuid, page_size integer
)
returns table (id uuid, score real)
language plpgsql stable security definer set search_path = ''
  set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  portuguese constant tsquery := private.post_query('pt', question);
  english constant tsquery := private.post_query('en', question);
  plain constant tsquery := private.post_query('simple', question);
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    with matching as materialized (
      select p.id, p.published_at, p.search_vector,
        case p.language when 'pt' then portuguese when 'en' then english else plain end as asked
      from public.posts p
      where p.audience && array[gym]
        -- No grammar keeps a word that the plain one does not; without any, nothing matches.
        and p.search_vector @@ (coalesce(portuguese, plain) || coalesce(english, plain) || plain)
        and p.published_at <= now() and p.removed_at is null and p.deleted_at is null
    ), newest as (
      select m.id, ts_rank('{0.1, 0.2, 0.4, 1}', m.search_vector, m.asked) as score
      from matching m where m.search_vector @@ m.asked
      order by m.published_at desc, m.id desc
      limit 5000
    )
    select n.id, n.score from newest n
    where after_id is null or (n.score, n.id) < (after_score, after_id)
    order by n.score desc, n.id desc
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.search_posts(uuid, text, real, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.search_posts(uuid, text, real, uuid, integer) to authenticated;
--> statement-breakpoint
-- Removes a person, all or nothing. It takes their row for itself first: every write of a row about
-- them holds it (private.hold_person), so what is in flight is waited for, and what comes later
-- waits and is refused. Then every feature removes its own, and their row becomes a tombstone. No
-- row when there is no such live account, which is what a second call finds.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  gyms jsonb;
begin
  perform from public.users u where u.id = erased and u.deleted_at is null for update;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  perform private.erase_family(erased);
  perform private.erase_materials(erased);
  perform private.erase_store(erased);
  perform private.erase_owner(erased);
  perform private.erase_belts(erased);
  perform private.erase_notifications(erased);
  perform private.erase_community(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    timezone = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- A class that is taken off the schedule altogether, the last of its series, takes its material and
-- its files along. Classes of one series wait for one another here, so that of two that go at once
-- one is the last.
create or replace function private.clear_class_materials() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  series constant uuid := coalesce(new.series_id, new.id);
  ids uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('materials ' || series, 0));
  select array_agg(c.id) into ids from public.classes c
  where c.gym_id = new.gym_id and series in (c.id, c.series_id)
  having bool_and(c.deleted_at is not null);
  delete from public.attachments a where a.class_id = any (ids);
  delete from public.assets a where a.class_id = any (ids);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.clear_class_materials() from public;
--> statement-breakpoint
-- The object in Storage goes with the row, by a job: nothing calls out from a transaction.
create or replace function private.delete_attachment_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'delete_attachment_file', jsonb_build_object('file_path', old.file_path), old.file_path
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_attachment_file() from public;
--> statement-breakpoint
-- Takes a person's name off the material they made, which stays: it is the gym's.
create or replace function private.erase_materials(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.assets set created_by = null where created_by = erased;
  update public.attachments set created_by = null where created_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_materials(uuid) from public;
--> statement-breakpoint
-- New material is of a class on the schedule. The class is held: one that is taken off it meanwhile
-- takes its material along (private.clear_class_materials), and sees all of it.
create or replace function private.hold_material_class() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.classes c where c.id = new.class_id and c.deleted_at is null for share;
  if not found then
    raise exception 'the class is no longer on the schedule' using errcode = 'check_violation',
      constraint = 'materials_of_held_class', column = 'class_id';
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_material_class() from public;
--> statement-breakpoint
-- How much of its room in Storage a gym uses, for its staff; no row for anybody else. A file counts
-- 64 kB at least, so that the room bounds how many there are as well.
create or replace function private.materials_use(gym uuid)
returns table (file_count bigint, used_bytes bigint, quota_bytes bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return query
      select count(*), coalesce(sum(greatest(a.file_size, 65536)), 0)::bigint, 2147483648::bigint
      from public.attachments a where a.gym_id = gym;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.materials_use(uuid) from public;
--> statement-breakpoint
grant execute on function private.materials_use(uuid) to authenticated;
--> statement-breakpoint
-- Objects of the bucket that no attachment has, in the order of their names. An upload follows its
-- row, so what has none in one snapshot will have none. A database without Storage has no such files.
create or replace function private.stray_materials(
  wanted_bucket text, after_name text, page_size integer
) returns setof text
language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  return query
    select o.name from storage.objects o
    where o.bucket_id = wanted_bucket and o.name > after_name
      and not exists (select from public.attachments a where a.file_path = o.name)
    order by o.name limit page_size;
end
$$;
--> statement-breakpoint
revoke execute on function private.stray_materials(text, text, integer) from public;
--> statement-breakpoint
grant execute on function private.stray_materials(text, text, integer) to service_role;
--> statement-breakpoint
-- The classes of every series of which the caller teaches one, as long as they are staff there: what
-- is split in two (private.split_class) keeps its material, and those who keep it.
create or replace function private.taught_series_class_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select c.id from public.classes c
    where (coalesce(c.series_id, c.id), c.gym_id) in (
      select coalesce(t.series_id, t.id), t.gym_id from public.classes t
      where t.id = any (private.taught_class_ids())
    )
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.taught_series_class_ids() from public;
--> statement-breakpoint
grant execute on function private.taught_series_class_ids() to authenticated, service_role;
--> statement-breakpoint
-- Has what is left of a notification's deliveries sent, by a job for each channel: to be called behind
-- whatever makes some of them pending, in its transaction. A job that waits is made to come earlier;
-- one that runs is held until this commits, and looks at the end at what is left.
create or replace function private.enqueue_deliveries(notification uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  left_over record;
  job record;
  job_status text;
begin
  for left_over in
    select d.channel, min(case d.state when 'pending' then d.not_before else d.claimed_until end) as due
    from private.notification_deliveries d
    where d.notification_id = notification and d.state in ('pending', 'sending')
    group by d.channel order by d.channel
  loop
    loop
      select * into job from private.enqueue_job(
        'send_notifications',
        jsonb_build_object('notification_id', notification, 'channel', left_over.channel),
        notification || ' ' || left_over.channel,
        job_run_at => case when left_over.due > now() then left_over.due end
      );
      exit when job.enqueued;
      select j.status into job_status from private.jobs j
      where j.id = job.job_id and j.status in ('queued', 'running') for no key update;
      -- Else it has ended in between, and the way is free.
      if found then
        update private.jobs j set run_at = left_over.due
        where j.id = job.job_id and job_status = 'queued' and j.run_at > left_over.due;
        exit;
      end if;
    end loop;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.enqueue_deliveries(uuid) from public;
--> statement-breakpoint
grant execute on function private.enqueue_deliveries(uuid) to service_role;
--> statement-breakpoint
-- Removes what was sent to a person, what they chose to be told, and their names from what they sent or
-- what names them. What they had not sent yet is not sent: nobody answers for it.
create or replace function private.erase_notifications(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.notifications n
  where n.sent_by = erased or n.gym_id in (
    select m.gym_id from public.memberships m where m.user_id = erased
  ) and n.audience -> 'user_ids' ? erased::text
  order by n.id for update;
  update public.notifications n set status = 'failed', failure = 'sender_gone'
  where n.sent_by = erased and n.status = 'pending';
  update public.notifications n set sent_by = null where n.sent_by = erased;
  update public.notifications n
  set audience = jsonb_set(n.audience, '{user_ids}', (n.audience -> 'user_ids') - erased::text)
  where n.gym_id in (select m.gym_id from public.memberships m where m.user_id = erased)
    and n.audience -> 'user_ids' ? erased::text;
  delete from private.notification_deliveries d where d.user_id = erased;
  delete from public.notification_recipients r where r.user_id = erased;
  delete from public.notification_preferences p where p.user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_notifications(uuid) from public;
--> statement-breakpoint
-- What the caller or a child of theirs was told, newest first: the words, and whether they were read.
-- Nothing to who does not act for that person.
create or replace function private.inbox(
  person uuid, only_unread boolean, after_at timestamptz, after_id uuid, page_size integer
) returns table (
  id uuid, gym_id uuid, kind text, title text, content text, sent_at timestamptz,
  viewed_at timestamptz
)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.person_ids()) then
    return;
  end if;
  return query
    select n.id, n.gym_id, n.kind, n.title, n.content, r.created_at, r.viewed_at
    from (
      select * from public.notification_recipients x
      where x.user_id = person and (not only_unread or x.viewed_at is null)
        and (after_id is null or (x.created_at, x.notification_id) < (after_at, after_id))
      order by x.created_at desc, x.notification_id desc
      limit least(page_size, 101)
    ) r
    join public.notifications n on n.id = r.notification_id
    order by r.created_at desc, r.notification_id desc;
end
$$;
--> statement-breakpoint
revoke execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.inbox(uuid, boolean, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Marks as read what the caller or a child of theirs was told: those among `ids`, or, without ids, all
-- up to a moment. Each row once: who reads it first says when. Tells how many that were, and how many
-- are left; no row to who does not act for that person. Rows are held in the order of ids, so that
-- those who read at once wait for one another and do not meet crosswise.
create or replace function private.mark_read(person uuid, ids uuid[], until timestamptz)
returns table (marked integer, unread integer)
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not person = any (private.persons_of(private.hold_caller())) then
    return;
  end if;
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  update public.notification_recipients r set viewed_at = now()
  where r.user_id = person and r.notification_id = any (array(
    select x.notification_id from public.notification_recipients x
    where x.user_id = person and x.viewed_at is null
      and case when ids is null then x.created_at <= until else x.notification_id = any (ids) end
    order by x.notification_id for update
  ));
  get diagnostics marked = row_count;
  select count(*) into unread from public.notification_recipients r
  where r.user_id = person and r.viewed_at is null;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.mark_read(uuid, uuid[], timestamptz) from public;
--> statement-breakpoint
grant execute on function private.mark_read(uuid, uuid[], timestamptz) to authenticated;
--> statement-breakpoint
-- The notifications that were for the caller or a child of theirs.
create or replace function private.received_notification_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select r.notification_id from public.notification_recipients r
    where r.user_id = any (private.person_ids());
end
$$;
--> statement-breakpoint
revoke execute on function private.received_notification_ids() from public;
--> statement-breakpoint
grant execute on function private.received_notification_ids() to authenticated;
--> statement-breakpoint
-- Who an audience of a gym is at an instant, in the order of ids: members in effect and nobody else,
-- whatever it names. Asks nobody who they are.
create or replace function private.audience_of(gym uuid, audience jsonb, at timestamptz)
returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  form constant text := audience ->> 'type';
  class constant uuid := audience ->> 'class_id';
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
  people uuid[];
begin
  people := case form
    when 'members' then array(
      select p.id::uuid from jsonb_array_elements_text(audience -> 'user_ids') p (id)
    )
    when 'occurrence' then private.expected_at(gym, class, (audience ->> 'class_date')::date)
    when 'class' then
      private.regulars_of(gym, class, today - (audience ->> 'days')::integer, today)
    when 'belt' then private.wearers_of(
      gym, audience ->> 'modality', audience ->> 'belt', (audience ->> 'degree')::integer, today
    )
    when 'at_risk' then array(
      select a.user_id
      from private.absent_members(gym, (audience ->> 'days')::integer, at, null, null, null) a
    )
  end;
  return array(
    select m.user_id from public.memberships m
    join public.users u on u.id = m.user_id and u.deleted_at is null
    where m.gym_id = gym and m.in_effect
      and (form = 'gym' or m.user_id in (select unnest(people)))
    order by m.user_id
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.audience_of(uuid, jsonb, timestamptz) from public;
--> statement-breakpoint
-- Why the caller may not write to an audience of a gym, or at a time; null where they may.
create or replace function private.audience_refusal(gym uuid, audience jsonb, due timestamptz)
returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then 'not_staff_here'
    when audience ? 'class_id' and not exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.deleted_at is null
    ) then 'class_not_found'
    when not private.may_notify(private.current_user_id(), gym, audience) then 'not_your_class'
    when due <= now() then 'scheduled_in_past'
    when due > now() + interval '1 year' then 'scheduled_too_late'
  end;
end
$$;
--> statement-breakpoint
revoke execute on function private.audience_refusal(uuid, jsonb, timestamptz) from public;
--> statement-breakpoint
-- Takes back a notification that is still to be sent: for who sent it and the managers. Nobody was told,
-- so nothing of it is left. Answers the refusal, as private.hold_notification has it, or null.
create or replace function private.cancel_notification(gym uuid, id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  held constant record := private.hold_notification(gym, id, null);
begin
  if held.refusal is null then
    delete from public.notifications n where n.id = cancel_notification.id;
  end if;
  return held.refusal;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_notification(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_notification(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Who is booked for a date of a class, waits for a place, is there or was. Of a date that is cancelled who
-- was: a cancellation has cancelled what they had booked, and is what they are to be told.
create or replace function private.expected_at(gym uuid, class uuid, on_date date) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  cancelled constant boolean := exists (
    select from private.occurrence(class, on_date) o where o.status = 'cancelled'
  );
begin
  return array(
    select k.user_id from public.check_ins k
    where k.class_id = class and k.gym_id = gym and k.class_date = on_date
      and (k.status in ('booked', 'waiting', 'offered', 'present') or cancelled)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.expected_at(uuid, uuid, date) from public;
--> statement-breakpoint
-- Whether somebody may write to an audience of a gym: its managers to everybody, an instructor to the
-- classes they teach and the dates on which they stand in. Of a class that instructor knows who comes;
-- the whole gym, its belts and who stays away are for who answers for the gym.
create or replace function private.may_notify(person uuid, gym uuid, audience jsonb) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  member_role constant text := (
    select m.role from public.memberships m
    where m.user_id = person and m.gym_id = gym and m.in_effect
  );
begin
  return coalesce(member_role = 'MANAGER' or member_role = 'INSTRUCTOR' and (
    exists (
      select from public.classes c
      where c.id = (audience ->> 'class_id')::uuid and c.gym_id = gym and c.instructor_id = person
    )
    or exists (
      select from public.class_changes x
      where x.class_id = (audience ->> 'class_id')::uuid and x.gym_id = gym
        and x.class_date = (audience ->> 'class_date')::date and x.kind = 'substitute'
        and x.instructor_id = person
    )
  ), false);
end
$$;
--> statement-breakpoint
revoke execute on function private.may_notify(uuid, uuid, jsonb) from public;
--> statement-breakpoint
-- Tells people of a gym what happened to them, for functions and triggers that have decided that: in
-- their transaction, so it is told if and when that commits. A thousand to a notification.
create or replace function private.notify(
  gym uuid, kind text, people uuid[], title text, content text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notifications (gym_id, automatic, kind, title, content, audience)
  select gym, true, notify.kind, notify.title, notify.content,
    jsonb_build_object('type', 'members', 'user_ids', jsonb_agg(p.id order by p.id))
  from (
    select u.id, (row_number() over (order by u.id) - 1) / 1000 as part
    from (select distinct unnest(people) as id) u
  ) p
  group by p.part;
end
$$;
--> statement-breakpoint
revoke execute on function private.notify(uuid, text, uuid[], text, text) from public;
--> statement-breakpoint
-- Puts the sending of a notification into the queue, for when it is due. One that was put off since is
-- found early by the job of before, which leaves it: each time has a job of its own.
create or replace function private.queue_notification() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'resolve_notification', jsonb_build_object('notification_id', new.id),
    concat_ws(' ', new.id, extract(epoch from new.scheduled_for)), job_run_at => new.scheduled_for
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.queue_notification() from public;
--> statement-breakpoint
-- When quiet hours that hold at an instant end, by the clock of a zone; null where none hold. They may go
-- past midnight. Both ends are instants first (`private.instant_of`), so that a night on which clocks
-- change is as long as it is.
create or replace function private.quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  today constant date := (at at time zone zone)::date;
begin
  return (
    select max(ends) from unnest(array[today - 1, today]) day
    cross join lateral (
      select private.instant_of(day + quiet_from, zone) as starts,
        private.instant_of(
          day + quiet_until + case when quiet_until < quiet_from then interval '1 day' else '0' end, zone
        ) as ends
    ) span
    where starts <= at and at < ends
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.quiet_end(timestamptz, text, time, time) from public;
--> statement-breakpoint
-- Who came to a class since a day, and who has a booking for today or later: of all that it was before it
-- was split.
create or replace function private.regulars_of(gym uuid, class uuid, since date, today date)
returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  series constant uuid := (
    select coalesce(c.series_id, c.id) from public.classes c where c.id = class
  );
begin
  return array(
    select distinct k.user_id from public.classes c
    join public.check_ins k on k.class_id = c.id and k.gym_id = c.gym_id
    where (c.id = series or c.series_id = series) and c.gym_id = gym and k.class_date >= since
      and (k.status = 'present'
        or k.class_date >= today and k.status in ('booked', 'waiting', 'offered'))
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.regulars_of(uuid, uuid, date, date) from public;
--> statement-breakpoint
-- Sends a notification that is due by `at`, for the job that does: finds out who its audience is now, and
-- makes its recipients and deliveries. However often and by however many it is called, once. Answers how
-- it stands then; null for one that was taken back. It fails where its class is gone, or who sent it may
-- not write to these people any more.
--
-- Who is erased meanwhile holds their own row, waits for the rows about them, and so does this, in that
-- order: people, by id, before the notification. Whoever is told is among them, also a guardian.
create or replace function private.resolve_notification(id uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  due public.notifications;
  people uuid[];
  failed text;
  made record;
begin
  loop
    select n.* into due from public.notifications n where n.id = resolve_notification.id;
    if due.id is null or due.status <> 'pending' or due.scheduled_for > at then
      return due.status;
    end if;
    people := private.audience_of(due.gym_id, due.audience, at);
    perform from public.users u
    where u.deleted_at is null and u.id in (
      select unnest(people)
      union
      select g.guardian_id from public.guardianships g
      where g.dependent_id = any (people) and g.ended_at is null
    )
    order by u.id for key share;
    perform from public.notifications n
    where n.id = due.id and n.updated_at = due.updated_at for update;
    -- Otherwise somebody changed it since it was read.
    exit when found;
  end loop;

  failed := case
    when not due.automatic and not private.may_notify(due.sent_by, due.gym_id, due.audience)
      then 'sender_gone'
    when exists (
      select from public.classes c
      where c.id = (due.audience ->> 'class_id')::uuid and c.deleted_at is not null
    ) then 'class_gone'
  end;
  if failed is not null then
    update public.notifications n set status = 'failed', failure = failed where n.id = due.id;
    return 'failed';
  end if;
  select * into made from private.make_deliveries(due, people, at);
  update public.notifications n
  set status = 'sent', sent_at = at, recipients_count = made.recipients where n.id = due.id;
  if made.any_due then
    perform private.enqueue_deliveries(due.id);
  end if;
  return 'sent';
end
$$;
--> statement-breakpoint
revoke execute on function private.resolve_notification(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.resolve_notification(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Which members of a gym wear a belt of an art as of a day, of one degree if it is named: by their latest
-- graduation in whatever gym that is not voided. The first belt of the system in force is also of who was
-- never promoted.
create or replace function private.wearers_of(
  gym uuid, art text, worn text, worn_degree integer, on_date date
) returns uuid[]
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  is_first constant boolean := coalesce(worn_degree, 0) = 0 and worn = (
    select r.belt from public.ranks r
    where r.system_id = (
      select s.id from public.rank_systems s
      where s.modality = art and coalesce(s.gym_id, gym) = gym and s.valid_from <= on_date
      order by s.gym_id nulls last, s.valid_from desc limit 1
    )
    order by r.position limit 1
  );
begin
  return array(
    select m.user_id from public.memberships m
    left join (
      select distinct on (g.user_id) g.user_id, g.belt, g.degree from public.graduations g
      where g.modality = art and g.voids is null and g.awarded_on <= on_date
        and not exists (select from public.graduations v where v.voids = g.id)
        and g.user_id in (
          select x.user_id from public.memberships x where x.gym_id = gym and x.in_effect
        )
      order by g.user_id, g.awarded_on desc, g.created_at desc, g.id desc
    ) rank on rank.user_id = m.user_id
    where m.gym_id = gym and m.in_effect and case
      when rank.user_id is null then is_first
      else rank.belt = worn and coalesce(rank.degree = worn_degree, true)
    end
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.wearers_of(uuid, text, text, integer, date) from public;
--> statement-breakpoint
-- From here on a gym is closed: nobody joins it, what is personal in its own row is gone, and its shops
-- are let go of as when the app is removed from them. Its members leave slice by slice, and then its
-- rows go.
create or replace function private.begin_gym_erasure(closing uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gym uuid;
  shop uuid;
begin
  update public.gym_closings c set state = 'erasing', closed_at = now()
  where c.id = closing returning c.gym_id into gym;
  update public.gyms g set closed_at = now(), manager_id = null, address = null, logo = null
  where g.id = gym;
  insert into public.audit_events (gym_id, action) values (gym, 'gym_closed');
  for shop in
    update public.shops s
    set state = 'uninstalled', uninstalled_at = coalesce(s.uninstalled_at, now())
    where s.gym_id = gym and s.deleted_at is null returning s.id
  loop
    perform private.begin_shop_redaction(shop);
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_gym_erasure(uuid) from public;
--> statement-breakpoint
-- Goes on with one gym whose day has come, the one that has waited longest: `at_most` rows of it. False
-- when there was none. Several may call it; each takes another gym.
create or replace function private.close_gyms(at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  due public.gym_closings;
begin
  select c.* into due from public.gym_closings c
  where c.state = 'scheduled' and c.erases_at <= now()
    or c.state = 'erasing' and coalesce(c.emptied_at < now() - interval '1 minute', true)
  order by c.updated_at limit 1 for update skip locked;
  if not found then return false; end if;
  if due.state = 'scheduled' then
    perform private.begin_gym_erasure(due.id);
  else
    perform private.erase_gym_slice(due.id, at_most);
    -- Behind the others.
    update public.gym_closings c set updated_at = now() where c.id = due.id;
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.close_gyms(integer) from public;
--> statement-breakpoint
grant execute on function private.close_gyms(integer) to service_role;
--> statement-breakpoint
-- Deletes some of what is left of a gym that is closed: `at_most` rows. First everybody leaves, so that
-- nobody writes any more; what was under way then is found when it looks again a minute later. What
-- stays, and why: `src/owner/closing/gym-tables.ts`.
create or replace function private.erase_gym_slice(closing uuid, at_most integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  closed public.gym_closings;
  gone integer;
  most integer := at_most;
  part text;
begin
  select c.* into closed from public.gym_closings c where c.id = closing and c.state = 'erasing';
  if not found then return; end if;
  update public.memberships m set left_at = coalesce(m.left_at, now()), external_ref = null
  where m.id = any (array(
    -- An erased person's rows are nobody's to write.
    select o.id from public.memberships o join public.users u on u.id = o.user_id
    where o.gym_id = closed.gym_id and u.deleted_at is null
      and (o.left_at is null or o.external_ref is not null)
    order by o.user_id limit at_most
  ));
  get diagnostics gone = row_count;
  if gone > 0 then return; end if;
  update public.grading_events e set name = null where e.gym_id = closed.gym_id and e.name is not null;
  foreach part in array array[
    -- With what was said and done below them.
    'public.posts',
    'public.attachments', 'public.assets',
    'public.front_desk_events', 'public.front_desks', 'private.member_pins',
    'public.check_ins', 'private.class_dates', 'public.class_changes', 'public.classes',
    'public.calendar_links', 'public.invitations',
    'public.notification_recipients', 'public.notifications',
    'public.documents', 'public.rank_systems'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.gym_id = $1 limit $2
      ))', part
    ) using closed.gym_id, most;
    get diagnostics gone = row_count;
    most := most - gone;
    exit when most = 0;
  end loop;
  if most < at_most then
    -- Whatever came since it was empty is gone now as well.
    update public.gym_closings c set emptied_at = null where c.id = closing;
    return;
  end if;
  update public.gym_closings c
  set emptied_at = coalesce(c.emptied_at, now()),
      state = case when c.emptied_at is null then c.state else 'erased' end,
      erased_at = case when c.emptied_at is null then c.erased_at else now() end
  where c.id = closing;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_gym_slice(uuid, integer) from public;
--> statement-breakpoint
-- Who belongs to a gym and how to reach them, for its managers, in order of their ids; of which children
-- it tells leaves a trace. What somebody keeps at the gym about their health is not in it: it is theirs.
create or replace function private.export_gym_members(gym uuid, after_id uuid, page_size integer)
returns table (
  user_id uuid, first_name text, last_name text, email text, phone text, birth_date date,
  role text, approved_at timestamptz, external_ref text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  people uuid[];
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  people := array(
    select m.user_id from public.memberships m join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.in_effect and u.deleted_at is null
      and (after_id is null or m.user_id > after_id)
    order by m.user_id
    limit least(page_size, 1001)
  );
  perform private.note_reading(gym, array(
    select u.id from public.users u where u.id = any (people) and private.is_minor(u.birth_date)
  ), 'minor_read');
  return query
    select u.id, u.first_name, u.last_name, u.email, u.phone, u.birth_date, m.role, m.approved_at,
      m.external_ref
    from public.memberships m
    join public.users u on u.id = m.user_id
    where m.gym_id = gym and m.user_id = any (people)
    order by u.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.export_gym_members(uuid, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.export_gym_members(uuid, uuid, integer) to authenticated;
--> statement-breakpoint
-- Says whether the caller may take the export of a gym, which is for its managers, and leaves a trace of
-- it: once a day for each of them, by the gym's clock.
create or replace function private.note_gym_export(gym uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  today constant timestamptz := (
    select date_trunc('day', now(), g.timezone) from public.gyms g where g.id = gym
  );
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return false;
  end if;
  if not exists (
    select from public.audit_events e
    where e.gym_id = gym and e.actor_id = caller and e.action = 'gym_exported'
      and e.created_at >= today
  ) then
    perform private.audit(gym, null, 'gym_exported');
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_gym_export(uuid) from public;
--> statement-breakpoint
grant execute on function private.note_gym_export(uuid) to authenticated;
--> statement-breakpoint
-- Takes a person's name out of which gyms they had closed, or kept from it.
create or replace function private.erase_owner(erased uuid) returns void
language sql security definer set search_path = '' as $$
  update public.gym_closings set asked_by = null where asked_by = erased;
  update public.gym_closings set undone_by = null where undone_by = erased;
$$;
--> statement-breakpoint
revoke execute on function private.erase_owner(uuid) from public;
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
-- As private.stamp_insert, for rows that never change: they have no `updated_at`.
create or replace function private.stamp_created() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('anon', 'authenticated') then
    new.created_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_created() from public;
--> statement-breakpoint
CREATE TABLE "assets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"class_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"title" text NOT NULL,
	"type" text NOT NULL,
	"content" text,
	"valid_until" timestamp (3) with time zone,
	"created_by" uuid,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assets_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "assets_id_class_id_gym_id_unique" UNIQUE("id","class_id","gym_id"),
	CONSTRAINT "assets_type_check" CHECK ("assets"."type" in ('text', 'link', 'video', 'files')),
	CONSTRAINT "assets_title_check" CHECK (char_length("assets"."title") between 1 and 200),
	CONSTRAINT "assets_content_check" CHECK (char_length("assets"."content") between 1 and 20000),
	CONSTRAINT "assets_content_type_check" CHECK (case when "assets"."type" in ('link', 'video')
        then "assets"."content" is not null and char_length("assets"."content") <= 2000 and "assets"."content" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'
      else "assets"."type" in ('files') or "assets"."content" is not null end),
	CONSTRAINT "assets_valid_until_check" CHECK ("assets"."valid_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "assets_created_at_check" CHECK ("assets"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "assets_updated_at_check" CHECK ("assets"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "assets" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"class_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"asset_id" uuid,
	"file_name" text NOT NULL,
	"file_path" text GENERATED ALWAYS AS (gym_id::text || '/' || id::text) STORED NOT NULL,
	"file_type" text NOT NULL,
	"file_size" bigint NOT NULL,
	"state" text DEFAULT 'uploading' NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"created_by" uuid,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachments_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "attachments_file_type_check" CHECK ("attachments"."file_type" in ('image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf', 'video/mp4', 'video/quicktime')),
	CONSTRAINT "attachments_state_check" CHECK ("attachments"."state" in ('uploading', 'ready')),
	CONSTRAINT "attachments_file_name_check" CHECK (char_length("attachments"."file_name") between 1 and 255),
	CONSTRAINT "attachments_file_size_check" CHECK ("attachments"."file_size" between 1 and 52428800),
	CONSTRAINT "attachments_valid_until_check" CHECK ("attachments"."valid_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "attachments_created_at_check" CHECK ("attachments"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "attachments_updated_at_check" CHECK ("attachments"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "attachments" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removed_reason" text,
	"hidden_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comments_id_post_id_unique" UNIQUE("id","post_id"),
	CONSTRAINT "comments_body_check" CHECK (char_length("comments"."body") between 1 and 2000),
	CONSTRAINT "comments_removed_reason_check" CHECK (char_length("comments"."removed_reason") between 1 and 500),
	CONSTRAINT "comments_removed_check" CHECK (("comments"."removed_at" is null) = ("comments"."removed_reason" is null)),
	CONSTRAINT "comments_edited_at_check" CHECK ("comments"."edited_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_deleted_at_check" CHECK ("comments"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_removed_at_check" CHECK ("comments"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_hidden_at_check" CHECK ("comments"."hidden_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_created_at_check" CHECK ("comments"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "comments_updated_at_check" CHECK ("comments"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "comments" ENABLE ROW LEVEL SECURITY;
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
	"receipt_at" timestamp (3) with time zone,
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
	CONSTRAINT "notification_deliveries_receipt_at_check" CHECK ("private"."notification_deliveries"."receipt_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
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
	CONSTRAINT "grading_events_key_unique" UNIQUE("id","gym_id","modality","held_on"),
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
	CONSTRAINT "graduations_voids_unique" UNIQUE("voids","user_id","gym_id","modality"),
	CONSTRAINT "graduations_event_once" UNIQUE("event_id","user_id"),
	CONSTRAINT "graduations_modality_check" CHECK (char_length("graduations"."modality") between 1 and 60),
	CONSTRAINT "graduations_belt_check" CHECK (char_length("graduations"."belt") <= 40 and "graduations"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "graduations_degree_check" CHECK ("graduations"."degree" between 0 and 20),
	CONSTRAINT "graduations_awarded_on_check" CHECK ("graduations"."awarded_on" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_on_check" CHECK ("graduations"."registered_on" between '1900-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_check" CHECK ("graduations"."registered_on" >= "graduations"."awarded_on"),
	CONSTRAINT "graduations_override_reason_check" CHECK (char_length("graduations"."override_reason") between 1 and 500),
	CONSTRAINT "graduations_void_reason_check" CHECK (char_length("graduations"."void_reason") between 1 and 500),
	CONSTRAINT "graduations_created_at_check" CHECK ("graduations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "graduations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "gym_closings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"state" text DEFAULT 'scheduled' NOT NULL,
	"asked_by" uuid,
	"undone_by" uuid,
	"erases_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"emptied_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gym_closings_state_check" CHECK ("gym_closings"."state" in ('scheduled', 'undone', 'erasing', 'erased')),
	CONSTRAINT "gym_closings_closed_check" CHECK ("gym_closings"."state" in ('erasing', 'erased') = ("gym_closings"."closed_at" is not null)),
	CONSTRAINT "gym_closings_erased_check" CHECK (("gym_closings"."state" = 'erased') = ("gym_closings"."erased_at" is not null)),
	CONSTRAINT "gym_closings_erases_at_check" CHECK ("gym_closings"."erases_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gym_closings_closed_at_check" CHECK ("gym_closings"."closed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gym_closings_emptied_at_check" CHECK ("gym_closings"."emptied_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gym_closings_erased_at_check" CHECK ("gym_closings"."erased_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gym_closings_created_at_check" CHECK ("gym_closings"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gym_closings_updated_at_check" CHECK ("gym_closings"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "gym_closings" ENABLE ROW LEVEL SECURITY;
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
	CONSTRAINT "notification_preferences_quiet_check" CHECK (num_nonnulls("notification_preferences"."quiet_from", "notification_preferences"."quiet_until") in (0, 2)
      and coalesce("notification_preferences"."quiet_from" <> "notification_preferences"."quiet_until", true)),
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
	"automatic" boolean DEFAULT false NOT NULL,
	"kind" text DEFAULT 'announcement' NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"channel" text DEFAULT 'push' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"failure" text,
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
	CONSTRAINT "notifications_failure_check" CHECK ("notifications"."failure" in ('sender_gone', 'class_gone', 'unresolved')),
	CONSTRAINT "notifications_title_check" CHECK (char_length("notifications"."title") between 1 and 120),
	CONSTRAINT "notifications_content_check" CHECK (char_length("notifications"."content") between 1 and 2000),
	CONSTRAINT "notifications_audience_check" CHECK (jsonb_typeof("notifications"."audience") = 'object' and octet_length("notifications"."audience"::text) <= 65536),
	CONSTRAINT "notifications_audience_form_check" CHECK ("notifications"."audience" @? 'strict $ ? ((@.type == "gym") || (@.type == "members" && @.user_ids.type() == "array" && @.user_ids.size() <= 1000 && !exists(@.user_ids[*] ? (!(@ like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")))) || (@.type == "occurrence" && @.class_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.class_date like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" && @.class_date.datetime("YYYY-MM-DD").type() == "date") || (@.type == "class" && @.class_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.days == @.days.floor() && @.days >= 1 && @.days <= 365) || (@.type == "belt" && @.modality.type() == "string" && @.belt.type() == "string" && (@.degree == @.degree.floor() && @.degree <= 100 || @.degree == null)) || (@.type == "at_risk" && @.days == @.days.floor() && @.days >= 1 && @.days <= 365))'),
	CONSTRAINT "notifications_recipients_count_check" CHECK ("notifications"."recipients_count" >= 0),
	CONSTRAINT "notifications_sent_check" CHECK (("notifications"."status" = 'sent') = ("notifications"."sent_at" is not null)),
	CONSTRAINT "notifications_failed_check" CHECK (("notifications"."status" = 'failed') = ("notifications"."failure" is not null)),
	CONSTRAINT "notifications_scheduled_for_check" CHECK ("notifications"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_sent_at_check" CHECK ("notifications"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_created_at_check" CHECK ("notifications"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "notifications_updated_at_check" CHECK ("notifications"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_edits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"post_id" uuid,
	"comment_id" uuid,
	"title" text,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_edits_of_check" CHECK (num_nonnulls("post_edits"."post_id", "post_edits"."comment_id") = 1),
	CONSTRAINT "post_edits_title_check" CHECK (char_length("post_edits"."title") between 1 and 200),
	CONSTRAINT "post_edits_body_check" CHECK (char_length("post_edits"."body") between 1 and 10000),
	CONSTRAINT "post_edits_created_at_check" CHECK ("post_edits"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_edits" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_reactions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reactions_once" UNIQUE("user_id","post_id","kind"),
	CONSTRAINT "post_reactions_kind_check" CHECK ("post_reactions"."kind" in ('like', 'love', 'applause', 'oss')),
	CONSTRAINT "post_reactions_created_at_check" CHECK ("post_reactions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_reactions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"comment_id" uuid,
	"reporter_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "post_reports_once" UNIQUE NULLS NOT DISTINCT("reporter_id","post_id","comment_id"),
	CONSTRAINT "post_reports_reason_check" CHECK (char_length("post_reports"."reason") between 1 and 500),
	CONSTRAINT "post_reports_state_check" CHECK ("post_reports"."state" in ('open', 'dismissed', 'upheld')),
	CONSTRAINT "post_reports_decided_check" CHECK (("post_reports"."state" = 'open') = ("post_reports"."decided_at" is null)),
	CONSTRAINT "post_reports_decided_at_check" CHECK ("post_reports"."decided_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "post_reports_created_at_check" CHECK ("post_reports"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "post_reports_updated_at_check" CHECK ("post_reports"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "post_reports" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "post_stats" (
	"post_id" uuid PRIMARY KEY NOT NULL,
	"gym_id" uuid NOT NULL,
	"comments" integer DEFAULT 0 NOT NULL,
	"reactions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "post_stats_comments_check" CHECK ("post_stats"."comments" >= 0),
	CONSTRAINT "post_stats_reactions_check" CHECK (jsonb_typeof("post_stats"."reactions") = 'object' and octet_length("post_stats"."reactions"::text) <= 1024)
);
--> statement-breakpoint
ALTER TABLE "post_stats" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removed_reason" text,
	"audience" uuid[] GENERATED ALWAYS AS (array[gym_id]) STORED NOT NULL,
	"search_vector" "tsvector" DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posts_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "posts_title_check" CHECK (char_length("posts"."title") between 1 and 200),
	CONSTRAINT "posts_body_check" CHECK (char_length("posts"."body") between 1 and 10000),
	CONSTRAINT "posts_language_check" CHECK ("posts"."language" in ('pt', 'en', 'simple')),
	CONSTRAINT "posts_removed_reason_check" CHECK (char_length("posts"."removed_reason") between 1 and 500),
	CONSTRAINT "posts_removed_check" CHECK (("posts"."removed_at" is null) = ("posts"."removed_reason" is null)),
	CONSTRAINT "posts_published_at_check" CHECK ("posts"."published_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_edited_at_check" CHECK ("posts"."edited_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_deleted_at_check" CHECK ("posts"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_removed_at_check" CHECK ("posts"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_created_at_check" CHECK ("posts"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "posts_updated_at_check" CHECK ("posts"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "posts" ENABLE ROW LEVEL SECURITY;
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
ALTER TABLE "agent_requests" DROP CONSTRAINT "agent_requests_citations_check";
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "closed_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "timezone" text;
--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_asset_id_class_id_gym_id_fkey" FOREIGN KEY ("asset_id","class_id","gym_id") REFERENCES "public"."assets"("id","class_id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
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
ALTER TABLE "graduations" ADD CONSTRAINT "graduations_event_id_fkey" FOREIGN KEY ("event_id","gym_id","modality","awarded_on") REFERENCES "public"."grading_events"("id","gym_id","modality","held_on") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "gym_closings" ADD CONSTRAINT "gym_closings_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "gym_closings" ADD CONSTRAINT "gym_closings_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "gym_closings" ADD CONSTRAINT "gym_closings_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
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
ALTER TABLE "notification_recipients" ADD CONSTRAINT "notification_recipients_notification_id_gym_id_fkey" FOREIGN KEY ("gym_id","notification_id") REFERENCES "public"."notifications"("gym_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_edits" ADD CONSTRAINT "post_edits_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reactions" ADD CONSTRAINT "post_reactions_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_post_id_gym_id_fkey" FOREIGN KEY ("post_id","gym_id") REFERENCES "public"."posts"("id","gym_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_reports" ADD CONSTRAINT "post_reports_comment_id_post_id_fkey" FOREIGN KEY ("comment_id","post_id") REFERENCES "public"."comments"("id","post_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "post_stats" ADD CONSTRAINT "post_stats_post_id_gym_id_fkey" FOREIGN KEY ("gym_id","post_id") REFERENCES "public"."posts"("gym_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
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
CREATE INDEX "assets_gym_id_index" ON "assets" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "assets_class_id_index" ON "assets" USING btree ("class_id","gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "assets_created_by_index" ON "assets" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "attachments_gym_id_index" ON "attachments" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "attachments_class_id_index" ON "attachments" USING btree ("class_id","gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "attachments_asset_id_index" ON "attachments" USING btree ("asset_id","class_id","gym_id");
--> statement-breakpoint
CREATE INDEX "attachments_created_by_index" ON "attachments" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "attachments_file_path_index" ON "attachments" USING btree ("file_path");
--> statement-breakpoint
CREATE INDEX "attachments_uploading_index" ON "attachments" USING btree ("created_at") WHERE "attachments"."state" in ('uploading');
--> statement-breakpoint
CREATE INDEX "comments_post_id_index" ON "comments" USING btree ("post_id","created_at","id") WHERE "comments"."deleted_at" is null and "comments"."removed_at" is null;
--> statement-breakpoint
CREATE INDEX "comments_post_id_gym_id_index" ON "comments" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "comments_gym_id_index" ON "comments" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "comments_author_id_index" ON "comments" USING btree ("author_id");
--> statement-breakpoint
CREATE INDEX "comments_removed_by_index" ON "comments" USING btree ("removed_by");
--> statement-breakpoint
CREATE INDEX "comments_deleted_at_index" ON "comments" USING btree ("deleted_at") WHERE "comments"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "comments_removed_at_index" ON "comments" USING btree ("removed_at") WHERE "comments"."removed_at" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_due_index" ON "private"."notification_deliveries" USING btree ("notification_id","channel","not_before","id") WHERE "private"."notification_deliveries"."state" = 'pending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_claimed_index" ON "private"."notification_deliveries" USING btree ("claimed_until") WHERE "private"."notification_deliveries"."state" = 'sending';
--> statement-breakpoint
CREATE INDEX "notification_deliveries_receipt_index" ON "private"."notification_deliveries" USING btree ("receipt_at") WHERE "private"."notification_deliveries"."state" = 'sent' and "private"."notification_deliveries"."receipt_at" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_given_up_index" ON "private"."notification_deliveries" USING btree ("claim") WHERE "private"."notification_deliveries"."state" = 'failed' and "private"."notification_deliveries"."claim" is not null;
--> statement-breakpoint
CREATE INDEX "notification_deliveries_user_id_index" ON "private"."notification_deliveries" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "notification_deliveries_created_at_index" ON "private"."notification_deliveries" USING btree ("created_at");
--> statement-breakpoint
CREATE INDEX "grading_events_gym_id_index" ON "grading_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "grading_events_created_by_index" ON "grading_events" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "graduations_gym_id_index" ON "graduations" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_user_id_index" ON "graduations" USING btree ("user_id","awarded_on" DESC NULLS FIRST,"created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "graduations_rank_index" ON "graduations" USING btree ("user_id","modality","awarded_on");
--> statement-breakpoint
CREATE INDEX "graduations_awarded_by_index" ON "graduations" USING btree ("awarded_by");
--> statement-breakpoint
CREATE INDEX "graduations_event_id_index" ON "graduations" USING btree ("event_id","gym_id","modality","awarded_on");
--> statement-breakpoint
CREATE INDEX "gym_closings_gym_id_index" ON "gym_closings" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "gym_closings_open_unique" ON "gym_closings" USING btree ("gym_id") WHERE "gym_closings"."state" <> 'undone';
--> statement-breakpoint
CREATE INDEX "gym_closings_due_index" ON "gym_closings" USING btree ("updated_at") WHERE "gym_closings"."state" in ('scheduled', 'erasing');
--> statement-breakpoint
CREATE INDEX "gym_closings_asked_by_index" ON "gym_closings" USING btree ("asked_by");
--> statement-breakpoint
CREATE INDEX "gym_closings_undone_by_index" ON "gym_closings" USING btree ("undone_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "membership_periods_open_unique" ON "membership_periods" USING btree ("user_id","gym_id") WHERE "membership_periods"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "membership_periods_user_id_index" ON "membership_periods" USING btree ("user_id","gym_id");
--> statement-breakpoint
CREATE INDEX "membership_periods_gym_id_index" ON "membership_periods" USING btree ("gym_id","began_at");
--> statement-breakpoint
CREATE INDEX "notification_recipients_user_id_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notification_recipients_gym_id_index" ON "notification_recipients" USING btree ("gym_id","notification_id");
--> statement-breakpoint
CREATE INDEX "notification_recipients_unread_index" ON "notification_recipients" USING btree ("user_id","created_at" DESC NULLS FIRST,"notification_id" DESC NULLS FIRST) WHERE "notification_recipients"."viewed_at" is null;
--> statement-breakpoint
CREATE INDEX "notifications_gym_id_index" ON "notifications" USING btree ("gym_id","automatic","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "notifications_sent_by_index" ON "notifications" USING btree ("sent_by");
--> statement-breakpoint
CREATE INDEX "post_edits_post_id_index" ON "post_edits" USING btree ("post_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_edits_comment_id_index" ON "post_edits" USING btree ("comment_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_edits_gym_id_index" ON "post_edits" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "post_edits_author_id_index" ON "post_edits" USING btree ("author_id");
--> statement-breakpoint
CREATE INDEX "post_reactions_post_id_index" ON "post_reactions" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "post_reactions_gym_id_index" ON "post_reactions" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "post_reports_reporter_id_index" ON "post_reports" USING btree ("reporter_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_reports_gym_id_index" ON "post_reports" USING btree ("gym_id","state","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "post_reports_post_id_index" ON "post_reports" USING btree ("post_id","gym_id");
--> statement-breakpoint
CREATE INDEX "post_reports_comment_id_index" ON "post_reports" USING btree ("comment_id","post_id");
--> statement-breakpoint
CREATE INDEX "post_reports_decided_by_index" ON "post_reports" USING btree ("decided_by");
--> statement-breakpoint
CREATE INDEX "post_reports_decided_at_index" ON "post_reports" USING btree ("decided_at") WHERE "post_reports"."decided_at" is not null;
--> statement-breakpoint
CREATE INDEX "post_stats_gym_id_index" ON "post_stats" USING btree ("gym_id","post_id");
--> statement-breakpoint
CREATE INDEX "posts_feed_index" ON "posts" USING btree ("gym_id","published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "posts"."published_at" is not null and "posts"."removed_at" is null and "posts"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "posts_author_id_index" ON "posts" USING btree ("author_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "posts_removed_index" ON "posts" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "posts"."removed_at" is not null;
--> statement-breakpoint
CREATE INDEX "posts_removed_by_index" ON "posts" USING btree ("removed_by");
--> statement-breakpoint
CREATE INDEX "posts_search_index" ON "posts" USING gin ("audience","search_vector");
--> statement-breakpoint
CREATE INDEX "posts_deleted_at_index" ON "posts" USING btree ("deleted_at") WHERE "posts"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "posts_removed_at_index" ON "posts" USING btree ("removed_at") WHERE "posts"."removed_at" is not null;
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
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_citations_check" CHECK (case when jsonb_typeof("agent_requests"."citations") = 'array' and octet_length("agent_requests"."citations"::text) <= 1000000 then
      jsonb_array_length(jsonb_path_query_array("agent_requests"."citations", 'strict $[*] ? ((@.type() == "object" && @.chunk_id.type() == "string" && @.chunk_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.document_id.type() == "string" && @.document_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.title.type() == "string" && (@.heading.type() == "string" || @.heading == null) && @.quote.type() == "string" && @.start_offset.type() == "number" && @.start_offset >= 0 && @.start_offset <= 2147483647 && @.start_offset.floor() == @.start_offset && @.end_offset.type() == "number" && @.end_offset >= 0 && @.end_offset <= 2147483647 && @.end_offset.floor() == @.end_offset) || (@.type() == "object" && @.table.type() == "string" && @.row_id.type() == "string" && @.row_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.title.type() == "string" && @.quote.type() == "string"))')) = jsonb_array_length("agent_requests"."citations")
      else "agent_requests"."citations" is null end);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'rank_system_written', 'rank_system_withdrawn', 'promoted', 'graduation_voided', 'title_recorded', 'title_removed', 'post_removed', 'comment_removed', 'customer_matched', 'customer_unmatched', 'gym_closing', 'gym_kept', 'gym_closed', 'gym_exported', 'erased'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_closed_at_check" CHECK ("gyms"."closed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_timezone_name_check" CHECK (char_length("users"."timezone") <= 64 and "users"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$');
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_timezone_check" CHECK (private.is_timezone("users"."timezone"));
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
-- Says something under a post, as a member of its gym; a guardian reads along, and says nothing in a
-- child's place. No row where the caller sees no such post in the feed.
create or replace function private.add_comment(post uuid, body text) returns setof public.comments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held constant public.posts := private.hold_open_post(post);
begin
  if held.id is null then
    return;
  end if;
  perform private.assert_member(held.gym_id);
  return query
    insert into public.comments (gym_id, post_id, author_id, body)
    values (held.gym_id, held.id, caller, body)
    returning *;
end
$$;
--> statement-breakpoint
revoke execute on function private.add_comment(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.add_comment(uuid, text) to authenticated;
--> statement-breakpoint
-- Takes a comment down, as `private.remove_post` does a post.
create or replace function private.remove_comment(comment uuid, reason text)
returns setof public.comments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  done public.comments;
begin
  -- The trail names the author, and an erasure of theirs takes them before their comments.
  perform from public.users u
  where u.id = (select c.author_id from public.comments c where c.id = comment) for key share;
  select c.* into done from public.comments c
  where c.id = comment and c.gym_id = any (staffed)
    and c.deleted_at is null and c.hidden_at is null
  for no key update;
  if done.removed_at is null and done.id is not null then
    update public.comments c
    set removed_at = now(), removed_by = caller, removed_reason = reason
    where c.id = comment returning c.* into done;
    perform private.audit(
      done.gym_id, done.author_id, 'comment_removed',
      jsonb_build_object('comment_id', comment, 'reason', reason)
    );
    update public.post_reports r
    set state = 'upheld', decided_by = caller, decided_at = now()
    where r.comment_id = comment and r.state = 'open';
  end if;
  if done.id is not null then
    return next done;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_comment(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.remove_comment(uuid, text) to authenticated;
--> statement-breakpoint
-- A post that the caller reads in the feed, for themselves or a child, and that nobody takes away until
-- the transaction is over; nothing where there is none. What is written under a post begins here, after
-- `private.hold_caller`.
create or replace function private.hold_open_post(post uuid) returns public.posts
language plpgsql volatile set search_path = '' as $$
declare
  held public.posts;
begin
  select p.* into held from public.posts p
  where p.id = post and p.gym_id = any (private.person_gym_ids())
    and p.published_at <= now() and p.removed_at is null and p.deleted_at is null
  for share;
  return held;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_open_post(uuid) from public;
--> statement-breakpoint
-- Takes down what a member published or scheduled, by staff of the gym, with a reason that the author
-- and the trail see; what was reported about it is decided. Done twice it answers as it was. No row for
-- a post that the caller does not see as staff.
create or replace function private.remove_post(post uuid, reason text) returns setof public.posts
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  done public.posts;
begin
  -- The trail names the author, and an erasure of theirs takes them before their posts.
  perform from public.users u
  where u.id = (select p.author_id from public.posts p where p.id = post) for key share;
  select p.* into done from public.posts p
  where p.id = post and p.gym_id = any (staffed)
    and p.published_at is not null and p.deleted_at is null
  for no key update;
  if done.removed_at is null and done.id is not null then
    update public.posts p
    set removed_at = now(), removed_by = caller, removed_reason = reason
    where p.id = post returning p.* into done;
    perform private.audit(
      done.gym_id, done.author_id, 'post_removed',
      jsonb_build_object('post_id', post, 'reason', reason)
    );
    update public.post_reports r
    set state = 'upheld', decided_by = caller, decided_at = now()
    where r.post_id = post and r.comment_id is null and r.state = 'open';
  end if;
  if done.id is not null then
    return next done;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_post(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.remove_post(uuid, text) to authenticated;
--> statement-breakpoint
-- Reports a post, or a comment under it, that the caller reads, for themselves or a child. One report of
-- each for a person: sent again, the first is answered. No row where the caller sees no such thing.
create or replace function private.report_words(post uuid, comment uuid, reason text)
returns setof public.post_reports
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  held public.posts;
begin
  held := private.hold_open_post(
    coalesce(post, (select c.post_id from public.comments c where c.id = comment))
  );
  if held.id is null then
    return;
  end if;
  if comment is not null then
    perform from public.comments c
    where c.id = comment and c.post_id = held.id and c.removed_at is null and c.deleted_at is null
    for share;
    if not found then
      return;
    end if;
  end if;
  insert into public.post_reports (gym_id, post_id, comment_id, reporter_id, reason)
  values (held.gym_id, held.id, comment, caller, reason)
  on conflict (reporter_id, post_id, comment_id) do nothing;
  return query
    select r.* from public.post_reports r
    where r.reporter_id = caller and r.post_id = held.id
      and r.comment_id is not distinct from comment;
end
$$;
--> statement-breakpoint
revoke execute on function private.report_words(uuid, uuid, text) from public;
--> statement-breakpoint
grant execute on function private.report_words(uuid, uuid, text) to authenticated;
--> statement-breakpoint
-- Makes the row of a file that is about to be uploaded to a class, or to material of its series, and
-- reserves its room; by who teaches the class and managers of its gym, no row for anybody else. Those
-- of one gym wait for one another, so that together they do not use more than there is.
create or replace function private.begin_attachment(
  wanted_class uuid, wanted_asset uuid, name text, content_type text, reserved bigint,
  expires timestamptz
) returns setof public.attachments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  class public.classes;
  fits boolean;
begin
  select c.* into class from public.classes c
  where c.id = wanted_class and c.deleted_at is null
    and (
      c.gym_id = any (private.gym_ids('MANAGER'))
      or c.id = any (private.taught_series_class_ids())
    )
  for share;
  if not found then
    return;
  end if;
  if wanted_asset is not null then
    select c.* into class from public.assets a join public.classes c on c.id = a.class_id
    where a.id = wanted_asset
      and coalesce(c.series_id, c.id) = coalesce(class.series_id, class.id)
    for key share of a;
    if not found then
      raise exception 'the class has no such material' using errcode = 'check_violation',
        constraint = 'attachments_of_asset', column = 'asset_id';
    end if;
  end if;
  perform from public.gyms g where g.id = class.gym_id for no key update;
  select u.used_bytes + greatest(reserved, 65536) <= u.quota_bytes into fits
  from private.materials_use(class.gym_id) u;
  if not fits then
    raise exception 'the gym has no room for the file' using errcode = 'check_violation',
      constraint = 'attachments_gym_full';
  end if;
  return query
    insert into public.attachments
      (class_id, gym_id, asset_id, file_name, file_type, file_size, valid_until, created_by)
    values (
      class.id, class.gym_id, wanted_asset, name, content_type, reserved, expires, caller
    )
    returning *;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_attachment(uuid, uuid, text, text, bigint, timestamptz)
  from public;
--> statement-breakpoint
grant execute on function private.begin_attachment(uuid, uuid, text, text, bigint, timestamptz)
  to authenticated;
--> statement-breakpoint
-- Says that the caller's file is there whole, and how long it is, which is at most what was reserved.
-- No row where there is none such: it was deleted meanwhile, or they no longer write in that class.
create or replace function private.complete_attachment(attachment uuid, bytes bigint)
returns setof public.attachments
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  return query
    update public.attachments a set state = 'ready', file_size = bytes
    where a.id = attachment and a.created_by = caller and a.state = 'uploading'
      and bytes <= a.file_size
      and (
        a.gym_id = any (private.gym_ids('MANAGER'))
        or a.class_id = any (private.taught_series_class_ids())
      )
    returning a.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.complete_attachment(uuid, bigint) from public;
--> statement-breakpoint
grant execute on function private.complete_attachment(uuid, bigint) to authenticated;
--> statement-breakpoint
-- Changes a notification that is still to be sent: the fields that `changes` names, as they come from a
-- contract. For who sent it and the managers, who then must be allowed to write to its audience.
-- Refusals: those of private.hold_notification and private.send_notification.
create or replace function private.change_notification(
  gym uuid, id uuid, version timestamptz, changes jsonb
) returns table (refusal text, notification public.notifications)
language plpgsql volatile security definer set search_path = '' as $$
declare
  held constant record := private.hold_notification(gym, id, version);
  becomes public.notifications;
begin
  refusal := held.refusal;
  if refusal is null then
    becomes := jsonb_populate_record(held.notification, changes - array[
      'id', 'gym_id', 'sent_by', 'automatic', 'status', 'failure', 'sent_at', 'recipients_count',
      'legacy_id', 'created_at', 'updated_at'
    ]);
    refusal := private.audience_refusal(
      becomes.gym_id, becomes.audience,
      case when changes ? 'scheduled_for' then becomes.scheduled_for end
    );
  end if;
  if refusal is null then
    update public.notifications n
    set kind = becomes.kind, channel = becomes.channel, title = becomes.title,
      content = becomes.content, audience = becomes.audience, scheduled_for = becomes.scheduled_for
    where n.id = becomes.id
    returning n.* into notification;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) from public;
--> statement-breakpoint
grant execute on function private.change_notification(uuid, uuid, timestamptz, jsonb) to authenticated;
--> statement-breakpoint
-- Holds a notification of a gym that the caller is to change, as it is then, or says why they may not:
-- they are not its staff, somebody else sent it and they are no manager, or it is not pending any more.
-- Nobody changes what is automatic.
create or replace function private.hold_notification(
  gym uuid, id uuid, version timestamptz, out refusal text, out notification public.notifications
)
language plpgsql volatile set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  select n.* into notification from public.notifications n
  where n.id = hold_notification.id and n.gym_id = gym and not n.automatic
    and gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  for update;
  refusal := case
    when notification.id is null then 'notification_not_found'
    when notification.sent_by is distinct from caller
      and not gym = any (private.gym_ids('MANAGER')) then 'not_the_sender'
    when notification.status <> 'pending' then 'notification_' || notification.status
    when notification.updated_at <> version then 'precondition_failed'
  end;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_notification(uuid, uuid, timestamptz) from public;
--> statement-breakpoint
-- Makes the recipients of a notification and what it comes to for each reader, in one statement. Of the
-- people those who are small children (under thirteen, or under age without an account) are not told
-- themselves: their guardians are, once each, by their own choices. Everybody told has a delivery for each
-- device, or for their address; one that is not to be sent is there too, with its reason:
--  * `preference`: they do not want this kind by this channel
--  * `no_device`, `no_address`: there is nothing to send it to
--  * `no_guardian`: a small child that nobody looks after here
-- It is not sent before the end of the reader's quiet hours, by their own clock, or the gym's where they
-- have named none. Tells how many it was for, and whether something is to be sent.
--
-- No plan_cache_mode here: the triggers of every row would be planned anew with it, three times the cost.
create or replace function private.make_deliveries(
  told public.notifications, people uuid[], at timestamptz, out recipients integer, out any_due boolean
)
language plpgsql volatile set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = told.gym_id);
  thirteen_by constant date := (at at time zone zone)::date - interval '13 years';
  grown_by constant date := private.adults_born_by();
begin
  with made as (
    insert into public.notification_recipients (notification_id, gym_id, user_id, created_at)
    select told.id, told.gym_id, u.id, at from public.users u
    where u.id = any (people) and u.deleted_at is null
    returning user_id
  ), sorted as (
    select m.user_id, coalesce(
      u.birth_date > thirteen_by or u.birth_date > grown_by and u.subject is null, false
    ) as is_small
    from made m join public.users u on u.id = m.user_id
  ), reached as (
    select s.user_id, x.guardian_id from sorted s
    left join lateral (
      select g.guardian_id from public.guardianships g
      join public.users u on u.id = g.guardian_id and u.deleted_at is null
      where g.dependent_id = s.user_id and g.ended_at is null
    ) x on true
    where s.is_small
  ), readers as (
    select s.user_id, true as reachable from sorted s where not s.is_small
    union
    select coalesce(r.guardian_id, r.user_id), r.guardian_id is not null from reached r
  ), reading as (
    select r.user_id, r.reachable, coalesce(p.enabled, true) as wanted, u.email,
      case when p.quiet_from is not null
        then private.quiet_end(at, coalesce(u.timezone, zone), p.quiet_from, p.quiet_until)
      end as quiet_end
    from readers r
    join public.users u on u.id = r.user_id
    left join public.notification_preferences p
      on p.user_id = r.user_id and p.kind = told.kind and p.channel = told.channel
  ), addressed as (
    select r.user_id, r.quiet_end, t.target, case
      when not r.reachable then 'no_guardian'
      when not r.wanted then 'preference'
      when t.target is null and told.channel = 'push' then 'no_device'
      when t.target is null then 'no_address'
    end as reason
    from reading r
    left join lateral (
      select d.token as target from public.push_tokens d
      where told.channel = 'push' and d.user_id = r.user_id
      union all
      select r.email where told.channel = 'email' and r.email is not null
    ) t on r.reachable and r.wanted
  ), deliveries as (
    insert into private.notification_deliveries
      (notification_id, user_id, channel, target, state, reason, not_before)
    select told.id, a.user_id, told.channel, coalesce(a.target, ''),
      case when a.reason is null then 'pending' else 'dropped' end, a.reason,
      coalesce(a.quiet_end, at)
    from addressed a
    returning state
  )
  select (select count(*) from made), exists (select from deliveries d where d.state = 'pending')
  into recipients, any_due;
end
$$;
--> statement-breakpoint
revoke execute on function private.make_deliveries(public.notifications, uuid[], timestamptz)
  from public;
--> statement-breakpoint
-- Writes to members of a gym, now or at a time to come: for its staff, as `private.may_notify` has it.
-- One row: the refusal, or the notification, which a job resolves when it is due.
-- Refusals: not_staff_here, class_not_found, not_your_class, scheduled_in_past, scheduled_too_late.
create or replace function private.send_notification(
  gym uuid, kind text, channel text, title text, content text, audience jsonb, due timestamptz
) returns table (refusal text, notification public.notifications)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  refusal := private.audience_refusal(gym, audience, due);
  if refusal is null then
    insert into public.notifications as n
      (gym_id, sent_by, kind, channel, title, content, audience, scheduled_for)
    values (
      gym, caller, send_notification.kind, send_notification.channel, send_notification.title,
      send_notification.content, send_notification.audience, due
    )
    returning n.* into notification;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) from public;
--> statement-breakpoint
grant execute on function private.send_notification(
  uuid, text, text, text, text, jsonb, timestamptz
) to authenticated;
--> statement-breakpoint
-- What the staff of a gym sent or is about to send, newest first, or one of it; for that staff. Of who
-- has read it only how many.
create or replace function private.sent_notifications(
  gym uuid, only_id uuid, after_at timestamptz, after_id uuid, page_size integer
) returns table (notification public.notifications, viewed_count integer)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select n, (
      select count(*)::integer from public.notification_recipients r
      where r.notification_id = n.id and r.viewed_at is not null
    )
    from public.notifications n
    where n.gym_id = gym and not n.automatic and (only_id is null or n.id = only_id)
      and (after_id is null or (n.created_at, n.id) < (after_at, after_id))
    order by n.created_at desc, n.id desc
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  from public;
--> statement-breakpoint
grant execute on function private.sent_notifications(uuid, uuid, timestamptz, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- Has a gym closed in thirty days, for its managers; asked for again it stays with the first day. No row
-- for who does not manage it.
create or replace function private.close_gym(gym uuid) returns setof public.gym_closings
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  closing public.gym_closings;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  insert into public.gym_closings (gym_id, asked_by, erases_at)
  values (gym, caller, now() + interval '30 days')
  on conflict (gym_id) where state <> 'undone' do nothing
  returning * into closing;
  if found then
    perform private.audit(
      gym, null, 'gym_closing', jsonb_build_object('erases_at', closing.erases_at)
    );
    return next closing;
  else
    return query
      select c.* from public.gym_closings c where c.gym_id = gym and c.state <> 'undone';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.close_gym(uuid) from public;
--> statement-breakpoint
grant execute on function private.close_gym(uuid) to authenticated;
--> statement-breakpoint
-- Undoes the closing of a gym, for its managers, while there is time. No row where nothing is to undo.
create or replace function private.keep_gym(gym uuid) returns setof public.gym_closings
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  closing public.gym_closings;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  update public.gym_closings c set state = 'undone', undone_by = caller
  where c.gym_id = gym and c.state = 'scheduled' and c.erases_at > now()
  returning * into closing;
  if found then
    perform private.audit(gym, null, 'gym_kept');
    return next closing;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_gym(uuid) from public;
--> statement-breakpoint
grant execute on function private.keep_gym(uuid) to authenticated;
--> statement-breakpoint
create policy "assets_select_members" on "public"."assets" as permissive for select to authenticated
  using (("assets"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and ("assets"."valid_until" is null or "assets"."valid_until" > now() or "assets"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]))));
--> statement-breakpoint
create policy "assets_insert_manager_or_teacher" on "public"."assets" as permissive for insert to authenticated
  with check (("assets"."created_by" = (select private.current_user_id()) and ("assets"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])) and "assets"."legacy_id" is null));
--> statement-breakpoint
create policy "assets_update_manager_or_teacher" on "public"."assets" as permissive for update to authenticated
  using (("assets"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])))
  with check (("assets"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])));
--> statement-breakpoint
create policy "assets_delete_manager_or_teacher" on "public"."assets" as permissive for delete to authenticated
  using (("assets"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])));
--> statement-breakpoint
create policy "attachments_select_members" on "public"."attachments" as permissive for select to authenticated
  using (("attachments"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and ("attachments"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) or ("attachments"."state" in ('ready') and ("attachments"."valid_until" is null or "attachments"."valid_until" > now()) and ("attachments"."asset_id" is null or exists (select from assets a where a.id = asset_id))))));
--> statement-breakpoint
create policy "attachments_update_manager_or_teacher" on "public"."attachments" as permissive for update to authenticated
  using (("attachments"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])))
  with check (("attachments"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])));
--> statement-breakpoint
create policy "attachments_delete_manager_or_teacher" on "public"."attachments" as permissive for delete to authenticated
  using (("attachments"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or class_id = any ((select private.taught_series_class_ids())::uuid[])));
--> statement-breakpoint
create policy "comments_select_members_or_author" on "public"."comments" as permissive for select to authenticated
  using ((("comments"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and "comments"."hidden_at" is null and "comments"."removed_at" is null and "comments"."deleted_at" is null) or "comments"."author_id" = (select private.current_user_id())));
--> statement-breakpoint
create policy "comments_update_author" on "public"."comments" as permissive for update to authenticated
  using (("comments"."author_id" = (select private.current_user_id()) and "comments"."hidden_at" is null and "comments"."removed_at" is null and "comments"."deleted_at" is null))
  with check (("comments"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) or "comments"."deleted_at" is not null));
--> statement-breakpoint
create policy "grading_events_select_members" on "public"."grading_events" as permissive for select to authenticated
  using ("grading_events"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "grading_events_insert_staff" on "public"."grading_events" as permissive for insert to authenticated
  with check (("grading_events"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "grading_events"."created_by" = (select private.current_user_id())));
--> statement-breakpoint
create policy "graduations_select_own_or_staff" on "public"."graduations" as permissive for select to authenticated
  using (("graduations"."user_id" = any ((select private.person_ids())::uuid[]) or "graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "graduations_insert_staff" on "public"."graduations" as permissive for insert to authenticated
  with check (("graduations"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "graduations"."awarded_by" = (select private.current_user_id()) and not "graduations"."user_id" = any ((select private.person_ids())::uuid[]) and "graduations"."legacy_id" is null));
--> statement-breakpoint
create policy "gym_closings_select_members" on "public"."gym_closings" as permissive for select to authenticated
  using ("gym_closings"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "gyms_insert_own" on "public"."gyms" as permissive for insert to authenticated
  with check (("gyms"."manager_id" = (select private.current_user_id()) and "gyms"."legacy_id" is null and "gyms"."closed_at" is null));
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
create policy "notifications_select_reader" on "public"."notifications" as permissive for select to authenticated
  using ("notifications"."id" in (select private.received_notification_ids()));
--> statement-breakpoint
create policy "post_edits_select_author_or_staff" on "public"."post_edits" as permissive for select to authenticated
  using (("post_edits"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) or "post_edits"."author_id" = (select private.current_user_id())));
--> statement-breakpoint
create policy "post_reactions_select_own" on "public"."post_reactions" as permissive for select to authenticated
  using ("post_reactions"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "post_reports_select_own" on "public"."post_reports" as permissive for select to authenticated
  using ("post_reports"."reporter_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "post_stats_select_members" on "public"."post_stats" as permissive for select to authenticated
  using ("post_stats"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "posts_select_members_author_or_staff" on "public"."posts" as permissive for select to authenticated
  using ((("posts"."gym_id" = any ((select private.person_gym_ids())::uuid[]) and "posts"."published_at" <= now() and "posts"."removed_at" is null and "posts"."deleted_at" is null) or "posts"."author_id" = (select private.current_user_id()) or ("posts"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]) and "posts"."published_at" is not null and "posts"."deleted_at" is null)));
--> statement-breakpoint
create policy "posts_insert_member" on "public"."posts" as permissive for insert to authenticated
  with check (("posts"."author_id" = (select private.current_user_id()) and "posts"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) and "posts"."edited_at" is null and "posts"."deleted_at" is null and "posts"."removed_at" is null and "posts"."removed_by" is null));
--> statement-breakpoint
create policy "posts_update_author" on "public"."posts" as permissive for update to authenticated
  using (("posts"."author_id" = (select private.current_user_id()) and "posts"."removed_at" is null and "posts"."deleted_at" is null))
  with check (("posts"."gym_id" = any ((select private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))::uuid[]) or "posts"."deleted_at" is not null));
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
create trigger "assets_hold_created_by" before insert or update of "created_by" on "public"."assets"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "assets_touch" before update on "public"."assets"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "assets_stamp_insert" before insert on "public"."assets"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "assets_hold_class" after insert on "public"."assets"
  for each row execute function private.hold_material_class();
--> statement-breakpoint
create trigger "attachments_hold_created_by" before insert or update of "created_by" on "public"."attachments"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "attachments_touch" before update on "public"."attachments"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "attachments_transition" before update of "state" on "public"."attachments"
  for each row when ((old."state", new."state") not in (('uploading', 'uploading'), ('uploading', 'ready'), ('ready', 'ready'))) execute function private.guard_transition('state', '{"uploading":["ready"],"ready":[]}');
--> statement-breakpoint
create trigger "attachments_delete_file" after delete on "public"."attachments"
  for each row execute function private.delete_attachment_file();
--> statement-breakpoint
create trigger "classes_clear_materials" after update of "deleted_at" on "public"."classes"
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function private.clear_class_materials();
--> statement-breakpoint
create trigger "comments_hold_author_id" before insert or update of "author_id" on "public"."comments"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "comments_hold_removed_by" before insert or update of "removed_by" on "public"."comments"
  for each row when (new."removed_by" is not null) execute function private.hold_person('removed_by');
--> statement-breakpoint
create trigger "comments_touch" before update on "public"."comments"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "comments_hold_caller" before update on "public"."comments"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "comments_note_edit" before update on "public"."comments"
  for each row when (old.body <> new.body) execute function private.note_edit();
--> statement-breakpoint
create trigger "comments_note_deletion" before update of "deleted_at" on "public"."comments"
  for each row execute function private.note_deletion();
--> statement-breakpoint
create trigger "comments_keep_edit" after update of "body" on "public"."comments"
  for each row when (old.body <> new.body) execute function private.keep_edit();
--> statement-breakpoint
create trigger "comments_drop_edits" after update of "deleted_at" on "public"."comments"
  for each row when (new.deleted_at is not null) execute function private.drop_edits();
--> statement-breakpoint
create trigger "comments_count" after insert or update of "deleted_at", "removed_at" or delete on "public"."comments"
  for each row execute function private.count_comment();
--> statement-breakpoint
create trigger "notification_deliveries_hold_user_id" before insert or update of "user_id" on "private"."notification_deliveries"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "notification_deliveries_touch" before update on "private"."notification_deliveries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "notification_deliveries_transition" before update of "state" on "private"."notification_deliveries"
  for each row when ((old."state", new."state") not in (('pending', 'pending'), ('pending', 'sending'), ('pending', 'dropped'), ('pending', 'failed'), ('sending', 'sending'), ('sending', 'pending'), ('sending', 'sent'), ('sending', 'dropped'), ('sending', 'failed'), ('sent', 'sent'), ('sent', 'delivered'), ('sent', 'pending'), ('sent', 'failed'), ('delivered', 'delivered'), ('dropped', 'dropped'), ('failed', 'failed'), ('failed', 'pending'))) execute function private.guard_transition('state', '{"pending":["sending","dropped","failed"],"sending":["pending","sent","dropped","failed"],"sent":["delivered","pending","failed"],"delivered":[],"dropped":[],"failed":["pending"]}');
--> statement-breakpoint
create trigger "grading_events_hold_created_by" before insert or update of "created_by" on "public"."grading_events"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "grading_events_stamp_insert" before insert on "public"."grading_events"
  for each row execute function private.stamp_created();
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
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "graduations_check" after insert on "public"."graduations"
  referencing new table as added
  for each statement execute function private.check_graduations();
--> statement-breakpoint
create trigger "gym_closings_hold_asked_by" before insert or update of "asked_by" on "public"."gym_closings"
  for each row when (new."asked_by" is not null) execute function private.hold_person('asked_by');
--> statement-breakpoint
create trigger "gym_closings_hold_undone_by" before insert or update of "undone_by" on "public"."gym_closings"
  for each row when (new."undone_by" is not null) execute function private.hold_person('undone_by');
--> statement-breakpoint
create trigger "gym_closings_touch" before update on "public"."gym_closings"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "gym_closings_transition" before insert or update of "state" on "public"."gym_closings"
  for each row execute function private.guard_transition('state', '{"":["scheduled"],"scheduled":["undone","erasing"],"erasing":["erased"],"undone":[],"erased":[]}');
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
create trigger "memberships_guard_gym_open" before insert or update of "approved_at", "left_at" on "public"."memberships"
  for each row when (new.left_at is null) execute function private.guard_gym_open();
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
create trigger "notifications_queue" after insert or update of "scheduled_for" on "public"."notifications"
  for each row when (new.status = 'pending') execute function private.queue_notification();
--> statement-breakpoint
create trigger "post_edits_hold_author_id" before insert or update of "author_id" on "public"."post_edits"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "post_reactions_hold_user_id" before insert or update of "user_id" on "public"."post_reactions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "post_reactions_count" after insert or delete on "public"."post_reactions"
  for each row execute function private.count_reaction();
--> statement-breakpoint
create trigger "post_reports_hold_reporter_id" before insert or update of "reporter_id" on "public"."post_reports"
  for each row when (new."reporter_id" is not null) execute function private.hold_person('reporter_id');
--> statement-breakpoint
create trigger "post_reports_hold_decided_by" before insert or update of "decided_by" on "public"."post_reports"
  for each row when (new."decided_by" is not null) execute function private.hold_person('decided_by');
--> statement-breakpoint
create trigger "post_reports_touch" before update on "public"."post_reports"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "post_reports_transition" before insert or update of "state" on "public"."post_reports"
  for each row execute function private.guard_transition('state', '{"":["open"],"open":["dismissed","upheld"],"dismissed":[],"upheld":[]}');
--> statement-breakpoint
create trigger "posts_hold_author_id" before insert or update of "author_id" on "public"."posts"
  for each row when (new."author_id" is not null) execute function private.hold_person('author_id');
--> statement-breakpoint
create trigger "posts_hold_removed_by" before insert or update of "removed_by" on "public"."posts"
  for each row when (new."removed_by" is not null) execute function private.hold_person('removed_by');
--> statement-breakpoint
create trigger "posts_touch" before update on "public"."posts"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "posts_stamp_insert" before insert on "public"."posts"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "posts_hold_caller" before update on "public"."posts"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "posts_guard_publication" before insert or update of "published_at" on "public"."posts"
  for each row execute function private.guard_publication();
--> statement-breakpoint
create trigger "posts_index" before insert or update of "title", "body", "language", "search_vector" on "public"."posts"
  for each row execute function private.index_post();
--> statement-breakpoint
create trigger "posts_note_edit" before update on "public"."posts"
  for each row when ((old.title, old.body) is distinct from (new.title, new.body) and old.published_at <= now()) execute function private.note_edit();
--> statement-breakpoint
create trigger "posts_note_deletion" before update of "deleted_at" on "public"."posts"
  for each row execute function private.note_deletion();
--> statement-breakpoint
create trigger "posts_keep_edit" after update of "title", "body" on "public"."posts"
  for each row when ((old.title, old.body) is distinct from (new.title, new.body) and old.published_at <= now()) execute function private.keep_edit();
--> statement-breakpoint
create trigger "posts_hide_comments" after update of "deleted_at", "removed_at" on "public"."posts"
  for each row when (num_nonnulls(new.deleted_at, new.removed_at) > 0) execute function private.hide_comments();
--> statement-breakpoint
create trigger "posts_drop_edits" after update of "deleted_at" on "public"."posts"
  for each row when (new.deleted_at is not null) execute function private.drop_edits();
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
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "titles_check" after insert on "public"."titles"
  for each row execute function private.check_title();
--> statement-breakpoint
create trigger "titles_trace" after insert or delete on "public"."titles"
  for each row when (current_user = 'authenticated') execute function private.trace_title();
--> statement-breakpoint
alter table "public"."assets" force row level security;
--> statement-breakpoint
revoke all on table "public"."assets" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "type", "content", "valid_until"), delete on table "public"."assets" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."assets" to service_role;
--> statement-breakpoint
alter table "public"."attachments" force row level security;
--> statement-breakpoint
revoke all on table "public"."attachments" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("file_name", "valid_until"), delete on table "public"."attachments" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."attachments" to service_role;
--> statement-breakpoint
alter table "public"."comments" force row level security;
--> statement-breakpoint
revoke all on table "public"."comments" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("body", "deleted_at") on table "public"."comments" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."comments" to service_role;
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
grant select, insert on table "public"."grading_events" to authenticated;
--> statement-breakpoint
grant select on table "public"."grading_events" to service_role;
--> statement-breakpoint
alter table "public"."graduations" force row level security;
--> statement-breakpoint
revoke all on table "public"."graduations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."graduations" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."graduations" to service_role;
--> statement-breakpoint
alter table "public"."gym_closings" force row level security;
--> statement-breakpoint
revoke all on table "public"."gym_closings" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."gym_closings" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gym_closings" to service_role;
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
grant select ("id", "gym_id", "kind", "title", "content", "sent_at") on table "public"."notifications" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notifications" to service_role;
--> statement-breakpoint
alter table "public"."post_edits" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_edits" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_edits" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_edits" to service_role;
--> statement-breakpoint
alter table "public"."post_reactions" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_reactions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_reactions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_reactions" to service_role;
--> statement-breakpoint
alter table "public"."post_reports" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_reports" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_reports" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_reports" to service_role;
--> statement-breakpoint
alter table "public"."post_stats" force row level security;
--> statement-breakpoint
revoke all on table "public"."post_stats" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."post_stats" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."post_stats" to service_role;
--> statement-breakpoint
alter table "public"."posts" force row level security;
--> statement-breakpoint
revoke all on table "public"."posts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "body", "language", "published_at", "deleted_at") on table "public"."posts" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."posts" to service_role;
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
grant select on table "public"."titles" to service_role;
--> statement-breakpoint
alter table "public"."users" force row level security;
--> statement-breakpoint
revoke all on table "public"."users" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("first_name", "last_name", "image_url", "birth_date", "gender", "phone", "instagram", "timezone") on table "public"."users" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."users" to service_role;
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
