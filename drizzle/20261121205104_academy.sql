set local check_function_bodies = off;
--> statement-breakpoint
drop policy "memberships_insert_own" on "public"."memberships";
--> statement-breakpoint
drop policy "memberships_select_own_or_staff" on "public"."memberships";
--> statement-breakpoint
drop policy "memberships_update_own_or_manager" on "public"."memberships";
--> statement-breakpoint
drop policy "user_profiles_select_own" on "public"."user_profiles";
--> statement-breakpoint
drop policy "users_select_own_or_staff" on "public"."users";
--> statement-breakpoint
drop policy "users_update_own" on "public"."users";
--> statement-breakpoint
-- Students of a gym who have not come for some days, the longest away first: never since they joined,
-- or not since they were present last, though classes took place meanwhile (`missed`, of a year at most).
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), recent as (
      select k.user_id, max(k.class_date) as came_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date > today - 366
      group by k.user_id
    ), members as (
      select m.user_id, (m.approved_at at time zone zone)::date as joined_on,
        coalesce(r.came_on, (
          select max(k.class_date) from public.check_ins k
          where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
        )) as came_on
      from public.memberships m
      left join recent r on r.user_id = m.user_id
      where m.gym_id = gym and m.in_effect and m.role = 'STUDENT'
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from members m
    )
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since,
      today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days
      and (after_id is null or (a.since, a.user_id) > (after_since, after_id))
    order by a.since, a.user_id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
--> statement-breakpoint
-- How well each class of a gym was attended between two dates: how often it took place, and how many
-- were there in all; of one person since they joined, if somebody is named. A class that was split is
-- told as it is now.
create or replace function private.attendance_by_class(
  gym uuid, first date, last date, at timestamptz, person uuid default null
) returns table (
  class_id uuid, modality text, weekday integer, starts_at text, attended integer, held integer,
  last_on date
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    with came as materialized (
      select k.class_id, count(*) as times, max(k.class_date) as last_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date between first and last
        and (person is null or k.user_id = person)
      group by k.class_id
    ), of_series as (
      select coalesce(c.series_id, c.id) as series_id, sum(came.times) as times,
        max(came.last_on) as last_on
      from came join public.classes c on c.id = came.class_id group by 1
    ), held as (
      select h.series_id, count(*) as times from private.held(gym, first, last, at) h group by 1
    )
    select latest.id, latest.modality, latest.weekday, to_char(latest.starts_at, 'HH24:MI'),
      coalesce(s.times, 0)::integer, held.times::integer, s.last_on
    from held
    left join of_series s on s.series_id = held.series_id
    cross join lateral (
      select c.* from public.classes c
      where c.id = held.series_id or c.series_id = held.series_id
      order by c.deleted_at nulls first, c.starts_on desc, c.id limit 1
    ) latest
    order by latest.weekday, latest.starts_at, latest.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.attendance_by_class(uuid, date, date, timestamptz, uuid)
  from public;
--> statement-breakpoint
-- How regularly members of a gym came between two dates: at how many occurrences they were present, of
-- how many that took place since they joined, when last, and for how many weeks in a row up to the
-- last date. Weeks without any class break no streak, nor does the running one while it lasts.
create or replace function private.attendance_of(
  gym uuid, people uuid[], first date, last date, at timestamptz
) returns table (
  user_id uuid, since date, attended integer, held integer, last_on date, streak_weeks integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, first, last, at) h group by h.class_date
    ), weeks as materialized (
      select week, row_number() over (order by week desc) as nth,
        week = date_trunc('week', at at time zone zone) as runs
      from (select distinct date_trunc('week', d.class_date::timestamp) as week from dates d) w
    ), came as materialized (
      select k.user_id, k.class_date from public.check_ins k
      where k.gym_id = gym and k.user_id = any (people) and k.status = 'present'
        and k.class_date between first and last
    ), members as (
      select m.user_id, count(c.class_date) as attended, max(c.class_date) as last_on,
        least((m.approved_at at time zone zone)::date, min(c.class_date)) as since
      from public.memberships m
      left join came c on c.user_id = m.user_id
      where m.gym_id = gym and m.user_id = any (people) and m.in_effect
      group by m.id
    ), weekly as (
      select distinct c.user_id, w.nth, w.runs from came c
      join weeks w on w.week = date_trunc('week', c.class_date::timestamp)
    ), runs as (
      select w.user_id, min(w.nth) over (partition by w.user_id) as latest,
        w.nth - row_number() over (partition by w.user_id order by w.nth) as missed
      from weekly w
    ), streaks as (
      select r.user_id, count(*) as weeks from runs r
      where r.missed = r.latest - 1
        and (r.latest = 1 or r.latest = 2 and (select w.runs from weeks w where w.nth = 1))
      group by r.user_id
    )
    select m.user_id, m.since, m.attended::integer,
      coalesce((
        select d.held_since from dates d where d.class_date >= m.since order by d.class_date limit 1
      ), 0)::integer,
      m.last_on, coalesce(s.weeks, 0)::integer
    from members m
    left join streaks s on s.user_id = m.user_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.attendance_of(uuid, uuid[], date, date, timestamptz) from public;
--> statement-breakpoint
-- A page of a gym's members by name, with how regularly each came between two dates.
create or replace function private.attendance_page(
  gym uuid, first date, last date, at timestamptz, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, attended integer, held integer,
  last_on date, streak_weeks integer, sort_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with page as materialized (
      select member.* from (
        select u.id, u.first_name, u.last_name, u.image_url,
          lower(concat_ws(' ', u.first_name, u.last_name)) as name
        from public.memberships m
        join public.users u on u.id = m.user_id
        where m.gym_id = gym and m.in_effect and u.deleted_at is null
      ) member
      where after_id is null or (member.name, member.id) > (after_name, after_id)
      order by member.name, member.id
      limit least(page_size, 101)
    )
    select p.id, p.first_name, p.last_name, p.image_url, a.attended, a.held, a.last_on,
      a.streak_weeks, p.name
    from page p
    join private.attendance_of(gym, array(select p.id from page p), first, last, at) a
      on a.user_id = p.id
    order by p.name, p.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.attendance_page(
  uuid, date, date, timestamptz, text, uuid, integer
) from public;
--> statement-breakpoint
-- How well the classes of a gym were attended, over a year at most: for its staff. The caller's role is
-- asked once, and the filter written out, so that the count is as fast as without row security.
create or replace function private.class_attendance(gym uuid, first date, last date)
returns table (
  class_id uuid, modality text, weekday integer, starts_at text, attended integer, held integer,
  last_on date
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.attendance_by_class(gym, first, least(last, first + 365), now());
end
$$;
--> statement-breakpoint
revoke execute on function private.class_attendance(uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.class_attendance(uuid, date, date) to authenticated;
--> statement-breakpoint
-- How regularly the members of a gym came, over a year at most: for its staff.
create or replace function private.gym_attendance(
  gym uuid, first date, last date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, attended integer, held integer,
  last_on date, streak_weeks integer, sort_name text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.attendance_page(
      gym, first, least(last, first + 365), now(), after_name, after_id, page_size
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_attendance(uuid, date, date, text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_attendance(uuid, date, date, text, uuid, integer)
  to authenticated;
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
    select coalesce(c.series_id, c.id), took_place.class_date
    from (
      select d.class_id, d.class_date
      from public.gyms g
      cross join lateral private.class_days(gym, first, last) d
      where g.id = gym and d.status <> 'cancelled'
        and d.wall_start + d.length <= at at time zone g.timezone
      union
      select d.class_id, d.class_date from private.class_dates d
      where d.gym_id = gym and d.class_date between first and last and exists (
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
    select * from private.absent_members(gym, days, now(), after_since, after_id, page_size);
end
$$;
--> statement-breakpoint
revoke execute on function private.members_at_risk(uuid, integer, date, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.members_at_risk(uuid, integer, date, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- How regularly one member came, in all and by class, over a year at most: for themselves, their
-- guardians and the staff of the gym. No row when they are no member there.
create or replace function private.person_attendance(gym uuid, person uuid, first date, last date)
returns table (
  since date, attended integer, held integer, last_on date, streak_weeks integer, classes jsonb
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not (
    person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  ) then
    return;
  end if;
  return query
    select a.since, a.attended, a.held, a.last_on, a.streak_weeks, (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]') from private.attendance_by_class(
        gym, greatest(first, a.since), least(last, first + 365), now(), person
      ) c
    )
    from private.attendance_of(gym, array[person], first, least(last, first + 365), now()) a;
end
$$;
--> statement-breakpoint
revoke execute on function private.person_attendance(uuid, uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.person_attendance(uuid, uuid, date, date) to authenticated;
--> statement-breakpoint
-- Who gives somebody another role leaves a trace.
create or replace function private.audit_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.audit(
    new.gym_id, new.user_id, 'role_changed', jsonb_build_object('from', old.role, 'to', new.role)
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit_role() from public;
--> statement-breakpoint
-- Leaves a trace of what the caller does about somebody: to be called by definer functions and
-- triggers, in the transaction of the deed. Without a gym, in every gym in which they are active, or,
-- if they are in none, once without a gym.
create or replace function private.audit(
  gym uuid, subject uuid, action text, details jsonb default '{}'
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := private.current_user_id();
  gyms uuid[] := array[gym];
begin
  if gym is null then
    gyms := array(
      select m.gym_id from public.memberships m
      where m.user_id = audit.subject and m.left_at is null and m.denied_at is null
    );
  end if;
  if gyms = '{}' then
    gyms := array[null::uuid];
  end if;
  insert into public.audit_events (gym_id, actor_id, subject_id, action, details)
  select g, actor, audit.subject, audit.action, audit.details from unnest(gyms) g;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit(uuid, uuid, text, jsonb) from public;
--> statement-breakpoint
-- The trail is added to, never changed, by nobody. Only an erasure takes names out, and with the
-- person whom an event is about its details.
create or replace function private.guard_audit_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE'
    and (new.actor_id is null or new.actor_id = old.actor_id)
    and (new.subject_id is null or new.subject_id = old.subject_id)
    and (new.details = old.details or new.subject_id is null and new.details = '{}')
    and (new.id, new.gym_id, new.action, new.created_at)
      is not distinct from (old.id, old.gym_id, old.action, old.created_at)
  then
    return new;
  end if;
  raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_audit_event() from public;
--> statement-breakpoint
-- Leaves a trace that the caller read about people as staff of a gym: once a day by the gym's clock for
-- each reader and person, so that a list which is looked at all day long stays one event. What one
-- reads about oneself or one's own child is no staff's reading. For definer functions that have asked
-- who is calling.
create or replace function private.note_reading(gym uuid, people uuid[], action text) returns void
language plpgsql set search_path = '' as $$
declare
  reader constant uuid := private.current_user_id();
  today constant timestamptz := (
    select date_trunc('day', now(), g.timezone) from public.gyms g where g.id = gym
  );
begin
  insert into public.audit_events (gym_id, actor_id, subject_id, action)
  select gym, reader, p.id, note_reading.action
  from (select distinct unnest(people) as id) p
  where p.id <> all (private.person_ids()) and not exists (
    select from public.audit_events e
    where e.subject_id = p.id and e.actor_id = reader and e.gym_id = gym
      and e.action = note_reading.action and e.created_at >= today
  )
  order by p.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_reading(uuid, uuid[], text) from public;
--> statement-breakpoint
-- Cancels what somebody has booked, waits for or is offered in a gym, because they are no member any
-- more, and gives their places to who is next in line.
create or replace function private.cancel_bookings(person uuid, gym uuid, at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  booked record;
  held public.check_ins;
begin
  -- While a class is split, the order of its dates changes.
  perform pg_advisory_xact_lock_shared(hashtextextended('schedule ' || gym, 0));
  for booked in
    select x.id from public.check_ins x
    where x.user_id = person and x.gym_id = gym and x.status in ('booked', 'waiting', 'offered')
    order by x.class_id, x.class_date
  loop
    held := private.hold_check_in(booked.id);
    -- First what time has decided: leaving does not undo a no-show.
    perform private.settle_class_date(held.class_id, held.class_date, at);
    update public.check_ins x set status = 'cancelled', offered_until = null
    where x.id = booked.id and x.status in ('booked', 'waiting', 'offered');
    perform private.settle_class_date(held.class_id, held.class_date, at);
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_bookings(uuid, uuid, timestamptz) from public;
--> statement-breakpoint
-- Keeps the counts of a class's date, whoever writes a check-in.
create or replace function private.count_check_in() returns trigger
language plpgsql set search_path = '' as $$
declare
  seats constant text[] := array['booked', 'offered', 'present', 'no_show'];
  -- Null where there was no row.
  was constant text := old.status;
begin
  insert into private.class_dates as d
    (class_id, gym_id, class_date, seated, waiting, offered, last_place)
  values (
    new.class_id, new.gym_id, new.class_date, (new.status = any (seats))::integer,
    (new.status = 'waiting')::integer, (new.status = 'offered')::integer, new.place
  )
  on conflict (class_id, class_date, gym_id) do update
  set seated = d.seated + excluded.seated - coalesce(was = any (seats), false)::integer,
    waiting = d.waiting + excluded.waiting - coalesce(was = 'waiting', false)::integer,
    offered = d.offered + excluded.offered - coalesce(was = 'offered', false)::integer,
    last_place = greatest(d.last_place, excluded.last_place);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_check_in() from public;
--> statement-breakpoint
-- What is booked follows the schedule: a class, or what differs on its dates, has changed.
create or replace function private.follow_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'classes' then
    perform private.release_dates(new.gym_id, new.id, '-infinity', 'infinity', now());
  else
    perform private.release_dates(
      new.gym_id, new.class_id, coalesce(new.class_date, new.starts_on),
      coalesce(new.class_date, new.ends_on), now()
    );
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_schedule() from public;
--> statement-breakpoint
-- Holds one date of a class: whoever changes anything about it waits here for those before, and
-- decides by what they left. Ask about the occurrence afterwards, not before. Ahead of the date it
-- keeps the schedule from changing (`private.release_dates`, `private.split_class`): who waited for a
-- date while it moved to another class would go on to hold it, and wait for the schedule as well. A
-- date that nobody has touched has no row to lock; then a lock of its own stands in for it.
create or replace function private.hold_class_date(class uuid, on_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
  if found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('class date ' || class || on_date, 0));
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_class_date(uuid, date) from public;
--> statement-breakpoint
-- Holds the dates of a class from one on, with what changed about them and the schedule, in the order
-- of all who hold several. For who holds the class.
create or replace function private.hold_class_dates(class uuid, from_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.class_changes x
  where x.class_id = class and x.class_date >= from_date order by x.id for no key update;
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform from private.class_dates d
  where d.class_id = class and d.class_date >= from_date order by d.class_date for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_class_dates(uuid, date) from public;
--> statement-breakpoint
-- Whether somebody is a member of the gym of a class, and stays it until this transaction is over: an
-- erasure or a leaving under way is waited for, and one to come waits. To be asked ahead of
-- `private.hold_class_date`, as those two take the person, the membership and then the date.
create or replace function private.hold_member(class uuid, person uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  perform from public.classes c
  join public.memberships m on m.gym_id = c.gym_id and m.user_id = person and m.in_effect
  where c.id = class and found
  for share of m;
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_member(uuid, uuid) from public;
--> statement-breakpoint
-- Lets the schedule decide about what is booked from `first` to `last`, in a gym or one of its
-- classes, after it was changed: a date that does not take place cancels it, and one that holds more
-- people moves some up. What lies further back than yesterday stays as it is.
create or replace function private.release_dates(
  gym uuid, class uuid, first date, last date, at timestamptz
) returns void
language plpgsql volatile set search_path = '' as $$
declare
  held record;
begin
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || gym, 0));
  for held in
    select d.class_id, d.class_date from private.class_dates d
    where d.gym_id = gym and (class is null or d.class_id = class)
      and d.class_date between greatest(first, (at - interval '2 days')::date) and last
    order by d.class_id, d.class_date for update
  loop
    perform private.settle_class_date(held.class_id, held.class_date, at);
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.release_dates(uuid, uuid, date, date, timestamptz) from public;
--> statement-breakpoint
-- Who is no member of a gym any more has no place in its classes.
create or replace function private.release_member() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.cancel_bookings(new.user_id, new.gym_id, now());
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.release_member() from public;
--> statement-breakpoint
-- Does what time has decided about one date of a class by `at`, and answers how it stands then. To be
-- called by who holds the date. No row: the class does not take place on that date.
--  * Cancelled, or not taking place any more: whoever is booked, waiting or offered is cancelled.
--    Nobody missed a class that was cancelled, also not in hindsight.
--  * Over: who was booked and did not come is a no-show, or, if they were moved up too late to take
--    it back, cancelled; so is who waits.
--  * Otherwise an offer that has run out is cancelled, and free places go to who waits, in order of
--    arrival. From the start on only to who has checked in, because the others are not there. Who
--    checked in is present, others are booked, or offered the place where the gym wants that.
-- `cancel_until` is the last instant to take a booking back, `free` how many places are left, null for
-- any number.
create or replace function private.settle_class_date(class uuid, on_date date, at timestamptz)
returns table (
  gym_id uuid, timezone text, status text, starts_at timestamptz, ends_at timestamptz,
  bookable_from timestamptz, cancel_until timestamptz, free integer, next_place integer
)
language plpgsql volatile set search_path = '' as $$
#variable_conflict use_column
declare
  o record;
  held private.class_dates;
begin
  select c.gym_id, g.timezone, g.waitlist, x.status, x.starts_at, x.ends_at, x.capacity,
    x.starts_at - make_interval(hours => c.bookable_from_hours) as bookable_from,
    x.starts_at - make_interval(mins => coalesce(c.cancel_until_minutes, 0)) as cancel_until
  into o
  from public.classes c
  join public.gyms g on g.id = c.gym_id
  left join private.occurrences(c.gym_id, on_date, on_date, c.id) x on true
  where c.id = class;
  select d.* into held from private.class_dates d
  where d.class_id = class and d.class_date = on_date;

  if held.seated + held.waiting > 0
    and (o.status is null or o.status = 'cancelled' or at > o.ends_at)
  then
    update public.check_ins x
    set offered_until = null, status = case
        when o.status <> 'cancelled' and x.status = 'booked'
          and coalesce(x.promoted_at <= o.cancel_until, true) then 'no_show'
        else 'cancelled'
      end
    where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
      and (x.status in ('booked', 'waiting', 'offered')
        or x.status = 'no_show' and o.status = 'cancelled');
    -- Not all of them keep their place: somebody else who was there may still have one.
    select d.* into held from private.class_dates d
    where d.class_id = class and d.class_date = on_date;
  elsif held.waiting + held.offered > 0 then
    if held.offered > 0 then
      update public.check_ins x set status = 'cancelled', offered_until = null
      where x.class_id = class and x.gym_id = o.gym_id and x.class_date = on_date
        and x.offered_until <= at;
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
    update public.check_ins x
    set promoted_at = at,
      status = case
        when x.arrived then 'present' when o.waitlist = 'hold' then 'offered' else 'booked'
      end,
      offered_until = case when o.waitlist = 'hold' and not x.arrived
        then least(at + interval '30 minutes', o.starts_at) end
    where x.id in (
      select w.id from public.check_ins w
      where w.class_id = class and w.gym_id = o.gym_id and w.class_date = on_date
        and w.status = 'waiting' and (w.arrived or at < o.starts_at)
      order by w.place limit o.capacity - least(held.seated, o.capacity)
    );
    if found then
      select d.* into held from private.class_dates d
      where d.class_id = class and d.class_date = on_date;
    end if;
  end if;

  if o.status is not null then
    return query
      select o.gym_id, o.timezone, o.status, o.starts_at, o.ends_at, o.bookable_from, o.cancel_until,
        o.capacity - coalesce(held.seated, 0), coalesce(held.last_place, 0) + 1;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.settle_class_date(uuid, date, timestamptz) from public;
--> statement-breakpoint
-- Does what time has decided about dates of classes by `at`, for the job that does it when nobody else
-- comes by: offers that have run out, and classes that are over. At most so many dates, and it answers
-- how many it did. One that somebody is changing at the moment is left to them and the next time.
create or replace function private.tend_class_dates(at timestamptz, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  done integer := 0;
begin
  for due in
    with undone as (
      select x.class_id, x.gym_id, x.class_date, false as run_out from public.check_ins x
      where x.status in ('booked', 'waiting', 'offered')
        and x.class_date <= (at + interval '1 day')::date
      union all
      select x.class_id, x.gym_id, x.class_date, true from public.check_ins x
      where x.offered_until <= at
    ), open as (
      select u.class_id, u.gym_id, u.class_date, bool_or(u.run_out) as run_out from undone u
      group by u.class_id, u.gym_id, u.class_date
    )
    select d.class_id, d.class_date from open
    join private.class_dates d using (class_id, gym_id, class_date)
    left join lateral private.occurrence(open.class_id, open.class_date) o on not open.run_out
    -- Of no occurrence: an offer ran out, or the class is no more.
    where o.status is null or o.ends_at < at
    order by d.class_id, d.class_date limit most for update of d skip locked
  loop
    perform private.settle_class_date(due.class_id, due.class_date, at);
    done := done + 1;
  end loop;
  return done;
end
$$;
--> statement-breakpoint
revoke execute on function private.tend_class_dates(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function private.tend_class_dates(timestamptz, integer) to service_role;
--> statement-breakpoint
-- Ends a person's memberships, and with them what they have booked, takes their name out of the trail,
-- and takes them from the gyms they manage, which it answers by name: those wait for a new manager. The
-- trail of each of their gyms keeps that somebody was erased, and by whom, if it was not themselves.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_academy(erased);
  delete from public.invitations where erased in (user_id, accepted_by);
  update public.invitations set created_by = null where created_by = erased;
  update public.audit_events set actor_id = null where actor_id = erased;
  update public.audit_events set subject_id = null, details = '{}' where subject_id = erased;
  insert into public.audit_events (gym_id, actor_id, action)
  select m.gym_id, nullif(private.current_user_id(), erased), 'erased' from public.memberships m
  where m.user_id = erased and m.left_at is null and m.denied_at is null;
  update public.memberships set left_at = coalesce(left_at, now()), external_ref = null
  where user_id = erased and (left_at is null or external_ref is not null);
  update public.check_ins set override_reason = null, checked_in_by = null
  where user_id = erased and num_nonnulls(override_reason, checked_in_by) > 0;
  update public.check_ins set checked_in_by = null where checked_in_by = erased;
  delete from public.calendar_links where user_id = erased;
  delete from private.member_pins where user_id = erased;
  delete from private.check_in_codes where user_id = erased;
  update public.front_desk_events set user_id = null where user_id = erased;
  update public.front_desks set created_by = null where created_by = erased;
  update public.classes set instructor_id = null where instructor_id = erased;
  update public.classes set created_by = null where created_by = erased;
  update public.class_changes set instructor_id = null where instructor_id = erased;
  update public.class_changes set created_by = null where created_by = erased;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_academy(uuid) from public;
--> statement-breakpoint
-- Checks somebody in at a front desk at an instant: who has this PIN, by its digest, or, where there is
-- one, this code. One row: what came of it (an outcome of the log, or `locked` and `not_today`, which
-- are looked at no further and leave nothing in it), a refusal by the rules of check-ins, when to try
-- again, and of who was checked in as much of a name as they need to know it. A wrong try is answered,
-- not raised: it has to stay in the log, because the locks are made of it.
create or replace function private.check_in_at_desk(
  desk uuid, class uuid, on_date date, digest text, code text, at timestamptz
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile set search_path = '' as $$
declare
  by_code constant boolean := code is not null;
  hash constant text := encode(sha256(convert_to(code, 'UTF8')), 'hex');
  gym constant uuid := (select d.gym_id from public.front_desks d where d.id = desk);
  person uuid;
  is_member boolean;
begin
  if not exists (
    select from private.front_desk_day(gym, at) day
    where day.class_id = class and day.class_date = on_date
  ) then
    return query select 'not_today', null::text, null::timestamptz, null::text, null::text;
    return;
  end if;

  -- One after another in a gym: nobody tries while a try before is not counted yet.
  perform pg_advisory_xact_lock(hashtextextended('front desk ' || gym, 0));
  retry_at := private.front_desk_lock(desk, case when not by_code then gym end, null, at);
  if retry_at is null then
    if by_code then
      select c.user_id into person from private.check_in_codes c where c.code_hash = hash;
    else
      select p.user_id into person from private.member_pins p
      where p.gym_id = gym and p.pin_hash = private.pin_hash(gym, digest);
    end if;
    retry_at := private.front_desk_lock(null, null, person, at);
  end if;
  if retry_at is not null then
    return query select 'locked', null::text, check_in_at_desk.retry_at, null::text, null::text;
    return;
  end if;

  -- The person, before rows of theirs.
  is_member := private.hold_member(class, person);
  if person is null then
    outcome := case when by_code then 'wrong_code' else 'wrong_pin' end;
  elsif by_code then
    update private.check_in_codes c set used_at = at
    where c.code_hash = hash and c.used_at is null and c.expires_at > at;
    if not found then
      outcome := coalesce(
        (
          select case when c.used_at is null then 'code_expired' else 'code_used' end
          from private.check_in_codes c where c.code_hash = hash
        ),
        'wrong_code'
      );
    end if;
  end if;
  if outcome is null and not is_member then
    outcome := 'not_a_member';
  end if;
  if outcome is null then
    select coalesce((r.check_in).status, 'refused'), r.refusal, r.retry_at
    into outcome, reason, check_in_at_desk.retry_at
    from private.check_in_person(class, on_date, person, at, at, null, false, null) r;
  end if;
  if reason is null and outcome in ('present', 'waiting') then
    select u.first_name, left(u.last_name, 1) into first_name, initial
    from public.users u where u.id = person;
  end if;
  insert into public.front_desk_events
    (gym_id, front_desk_id, user_id, class_id, method, outcome, reason, created_at)
  values (
    gym, desk, person, class, case when by_code then 'code' else 'pin' end, outcome, reason, at
  );
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in_at_desk(uuid, uuid, date, text, text, timestamptz)
  from public;
--> statement-breakpoint
-- Checks a member in at a front desk, now. A door of its own, opened by the device's token alone; no row
-- for one that is not let in.
create or replace function private.front_desk_check_in(
  token text, class uuid, on_date date, digest text, code text
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  if desk.id is null then
    return;
  end if;
  return query
    select * from private.check_in_at_desk(desk.id, class, on_date, digest, code, now());
  perform private.see_front_desk(desk.id);
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_check_in(text, uuid, date, text, text) from public;
--> statement-breakpoint
grant execute on function private.front_desk_check_in(text, uuid, date, text, text) to anon;
--> statement-breakpoint
-- What a device shows: today's classes of the gym that it was let in for. A door of its own, opened by
-- its token alone; no row for one that is not let in. Of people it tells who teaches, by first name.
create or replace function private.front_desk_classes(token text)
returns table (gym_name text, timezone text, classes jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  perform private.see_front_desk(desk.id);
  return query
    select g.name, g.timezone, (
      select coalesce(jsonb_agg(to_jsonb(day) order by day.starts_at, day.class_id), '[]')
      from private.front_desk_day(g.id, now()) day
    )
    from public.gyms g where g.id = desk.gym_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_classes(text) from public;
--> statement-breakpoint
grant execute on function private.front_desk_classes(text) to anon;
--> statement-breakpoint
-- What a front desk shows at an instant: what starts today by the gym's clock, what still runs since
-- yesterday, and what starts within half an hour, which may be tomorrow.
create or replace function private.front_desk_day(gym uuid, at timestamptz)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text,
  modality text, description text, instructor_first_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, c.modality, c.description,
      u.first_name
    from public.gyms g
    cross join lateral (select (front_desk_day.at at time zone g.timezone)::date as date) today
    cross join lateral private.occurrences(g.id, today.date - 1, today.date + 1) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    where g.id = gym and (
      (o.starts_at at time zone g.timezone)::date = today.date
      or (o.starts_at <= front_desk_day.at + interval '30 minutes' and o.ends_at > front_desk_day.at)
    )
    order by o.starts_at, o.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_day(uuid, timestamptz) from public;
--> statement-breakpoint
-- Until when a front desk looks at nothing, or null: what the log of wrong tries comes to. Ten that named
-- nobody within ten minutes lock the device; fifty wrong PINs within a day lock the PINs of the gym;
-- five used or expired codes of a member within ten minutes lock the member. Each for a quarter of an
-- hour from the last. Nothing is tried meanwhile, so the last stays the last; and where a day's wrong
-- PINs are still there after it, one more locks again: a gym's PINs then take four wrong tries an hour.
-- An argument that is null is not looked at.
create or replace function private.front_desk_lock(desk uuid, gym uuid, person uuid, at timestamptz)
returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  lasts constant interval := '15 minutes';
  many constant interval := '10 minutes';
  a_day constant interval := '24 hours';
begin
  return (
    select max(lock.last) + lasts
    from (
      select max(wrong.at) as last from (
        select e.created_at as at from public.front_desk_events e
        where e.front_desk_id = desk and e.outcome in ('wrong_pin', 'wrong_code')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 10
      ) wrong
      having count(*) = 10 and max(wrong.at) <= min(wrong.at) + many
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.gym_id = gym and e.outcome = 'wrong_pin'
          and e.created_at > front_desk_lock.at - lasts - a_day
        order by e.created_at desc limit 50
      ) wrong
      having count(*) = 50 and max(wrong.at) <= min(wrong.at) + a_day
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.user_id = person and e.outcome in ('code_used', 'code_expired')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 5
      ) wrong
      having count(*) = 5 and max(wrong.at) <= min(wrong.at) + many
    ) lock
    where lock.last + lasts > front_desk_lock.at
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_lock(uuid, uuid, uuid, timestamptz) from public;
--> statement-breakpoint
-- Holds the membership whose PIN the caller may give or take: their own, a child's, or, as a manager of
-- the gym, any member's. Whoever else asks is told that there is no such member.
create or replace function private.hold_pin_owner(gym uuid, person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform private.hold_caller();
  if person = any (private.person_ids()) or gym = any (private.gym_ids('MANAGER')) then
    perform from public.users u where u.id = person and u.deleted_at is null for key share;
    perform from public.memberships m
    where m.gym_id = gym and m.user_id = person and m.in_effect and found
    for no key update;
    if found then
      return;
    end if;
  end if;
  raise exception 'no such member'
    using errcode = 'foreign_key_violation', constraint = 'member_not_found';
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_pin_owner(uuid, uuid) from public;
--> statement-breakpoint
-- Takes note of a QR code for the caller or a child of theirs, to be shown at a front desk of their gyms
-- within a minute. Answers until when.
create or replace function private.issue_check_in_code(person uuid, code_hash text)
returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  until constant timestamptz(3) := now() + interval '1 minute';
begin
  perform private.hold_caller();
  if not person = any (private.person_ids()) or not exists (
    select from public.memberships m where m.user_id = person and m.in_effect
  ) then
    raise exception 'no such member'
      using errcode = 'foreign_key_violation', constraint = 'member_not_found';
  end if;
  insert into private.check_in_codes (code_hash, user_id, expires_at)
  values (issue_check_in_code.code_hash, person, until);
  -- What tells a used one from one that never was, for a little while.
  delete from private.check_in_codes c
  where c.user_id = person and c.expires_at < now() - interval '10 minutes';
  return until;
end
$$;
--> statement-breakpoint
revoke execute on function private.issue_check_in_code(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.issue_check_in_code(uuid, text) to authenticated;
--> statement-breakpoint
-- What is kept of a PIN: what the functions' key made of it, bound to the gym, so that equal PINs of two
-- gyms are not seen to be equal.
create or replace function private.pin_hash(gym uuid, digest text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(gym::text || digest, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
revoke execute on function private.pin_hash(uuid, text) from public;
--> statement-breakpoint
-- Takes the PIN of who is no member any more.
create or replace function private.remove_pin_of_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.member_pins p where p.gym_id = new.gym_id and p.user_id = new.user_id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_pin_of_membership() from public;
--> statement-breakpoint
-- Takes a member's PIN; whether there was one.
create or replace function private.remove_pin(gym uuid, person uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  if found then
    perform private.audit(gym, person, 'pin_removed');
    return true;
  end if;
  return false;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_pin(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.remove_pin(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Notes that a device was seen, once a minute. To be called last: an erasure locks a manager before the
-- devices that they let in.
create or replace function private.see_front_desk(desk uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update public.front_desks d set last_seen_at = now()
  where d.id = desk and (d.last_seen_at is null or d.last_seen_at <= now() - interval '1 minute');
end
$$;
--> statement-breakpoint
revoke execute on function private.see_front_desk(uuid) from public;
--> statement-breakpoint
-- Gives a member a new PIN for the gym's front desks, instead of the one they had: the first of these
-- digests that nobody else there has. Answers which, counted from 1. The functions make PINs up, and
-- offer several: nobody chooses one, so nobody is told that another has it.
create or replace function private.set_pin(gym uuid, person uuid, digests text[]) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  for place in 1 .. cardinality(digests) loop
    insert into private.member_pins (gym_id, user_id, pin_hash)
    values (gym, person, private.pin_hash(gym, digests[place]))
    on conflict do nothing;
    if found then
      perform private.audit(gym, person, 'pin_set');
      return place;
    end if;
  end loop;
  raise exception 'all of these PINs are taken';
end
$$;
--> statement-breakpoint
revoke execute on function private.set_pin(uuid, uuid, text[]) from public;
--> statement-breakpoint
grant execute on function private.set_pin(uuid, uuid, text[]) to authenticated;
--> statement-breakpoint
-- The legal changes of a membership. Row security has said that the caller is the member, their
-- guardian or a manager of the gym; it cannot compare the old row with the new one, so this does.
create or replace function private.guard_membership_update() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant boolean := old.user_id = private.current_user_id();
  acts constant boolean := old.user_id = any (private.person_ids());
  manages constant boolean := old.gym_id = any (private.gym_ids('MANAGER'));
  decides constant boolean :=
    (new.role, new.approved_at, new.denied_at, new.decided_by)
      is distinct from (old.role, old.approved_at, old.denied_at, old.decided_by);
  leaves constant boolean := old.left_at is null and new.left_at is not null;
  asks_again constant boolean :=
    old.left_at is not null and old.denied_at is null
    and new.left_at is null and new.role = 'STUDENT'
    and num_nonnulls(new.approved_at, new.denied_at, new.decided_by) = 0;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;

  if (leaves or new.role <> 'MANAGER') and exists (
    select from public.gyms g where g.id = old.gym_id and g.manager_id = old.user_id
  ) then
    raise exception 'a gym keeps its manager until it is handed over'
      using errcode = 'check_violation', constraint = 'memberships_manager_stays';
  end if;

  -- A manager decides about their own child, but not about themselves.
  if not (
    acts and (leaves and not decides or asks_again)
    or manages and not own and old.left_at is null
      and (not decides or new.decided_by is not distinct from private.current_user_id())
      and (old.approved_at is null or new.approved_at is not null)
  ) then
    raise exception 'a member leaves or asks again; a manager decides, in their own name, about others'
      using errcode = 'insufficient_privilege';
  end if;

  -- The clock is the database's.
  if leaves then
    new.left_at := now();
  end if;
  if new.approved_at is distinct from old.approved_at and new.approved_at is not null then
    new.approved_at := now();
  end if;
  if new.denied_at is distinct from old.denied_at and new.denied_at is not null then
    new.denied_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_membership_update() from public;
--> statement-breakpoint
-- The gyms in which a person, or a child they are guardian of, is an approved member, in whatever role.
create or replace function private.gyms_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct m.gym_id from public.memberships m
    where m.user_id = any (private.persons_of(person)) and m.in_effect
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gyms_of(uuid) from public;
--> statement-breakpoint
-- Holds what an erasure changes of an academy, ahead of all it does: what others hold while they wait
-- for something here, in their order: memberships, classes and what changed about them, the schedules,
-- the dates, and of each kind in an order that all keep to. Of memberships all: one that was over may
-- be reopening.
create or replace function private.hold_academy(erased uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.memberships m where m.user_id = erased for update;
  perform from public.classes c where erased in (c.instructor_id, c.created_by)
  order by c.id for no key update;
  perform from public.class_changes x where erased in (x.instructor_id, x.created_by)
  order by x.id for no key update;
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || schedule.gym_id, 0))
  from (
    select c.gym_id from public.classes c where erased in (c.instructor_id, c.created_by)
    union
    select x.gym_id from public.class_changes x where erased in (x.instructor_id, x.created_by)
    union
    select x.gym_id from public.check_ins x where erased in (x.user_id, x.checked_in_by)
    order by gym_id
  ) schedule;
  perform from private.class_dates d
  where (d.class_id, d.class_date, d.gym_id) in (
    select x.class_id, x.class_date, x.gym_id from public.check_ins x
    where erased in (x.user_id, x.checked_in_by)
  )
  order by d.class_id, d.class_date for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_academy(uuid) from public;
--> statement-breakpoint
-- Refuses the claim of a record that somebody signs in to, or that a guardian has: at eighteen it is
-- the person's to claim.
create or replace function private.assert_claimable(record uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.users u where u.id = record and u.subject is not null) then
    raise exception 'whoever this is about signs in already'
      using errcode = 'check_violation', constraint = 'record_has_account';
  end if;
  if exists (
    select from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.dependent_id = record and g.ended_at is null and private.is_minor(u.birth_date)
  ) then
    raise exception 'a child''s record is with its guardians'
      using errcode = 'check_violation', constraint = 'record_has_guardian';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_claimable(uuid) from public;
--> statement-breakpoint
-- Puts a fresh account into a record, which keeps its id and its history and is signed in to from then
-- on. An account to which any row of any table belongs was used, and is not merged: what the database
-- refers to decides, so that a table added later counts too. Its devices come along.
create or replace function private.merge_account(fresh uuid, record uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  account public.users;
begin
  select u.* into account from public.users u where u.id = fresh;
  begin
    update public.push_tokens set user_id = record where user_id = fresh;
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
    last_synced_at = account.last_synced_at, identity_updated_at = account.identity_updated_at,
    token_issued_at = account.token_issued_at, token_fields = account.token_fields
  where u.id = record;
end
$$;
--> statement-breakpoint
revoke execute on function private.merge_account(uuid, uuid) from public;
--> statement-breakpoint
-- A manager adds people who do not sign in, as members of the gym. Whom the gym has already is told and
-- left alone: the same number of the gym's own, or, where one of the two has none, the same names,
-- birth date and email. The gym is held, so that the same list sent twice at once adds everybody
-- once. A dry run tells the same and writes nothing.
create or replace function private.add_members(
  gym uuid, people jsonb, source text, dry_run boolean
) returns table (line integer, user_id uuid, outcome text)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  person record;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym adds members'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  perform from public.gyms g where g.id = gym for no key update;
  for person in
    with wanted as (
      select p.*, private.person_key(p.first_name, p.last_name, p.birth_date, p.email) as key
      from jsonb_to_recordset(people) as p (
        line integer, first_name text, last_name text, email text, birth_date date, gender text,
        phone text, role text, external_ref text
      )
    ), here as materialized (
      select m.user_id, m.external_ref,
        private.person_key(u.first_name, u.last_name, u.birth_date, u.email) as key
      from public.memberships m join public.users u on u.id = m.user_id
      where m.gym_id = gym
    )
    select distinct on (w.line) w.*, coalesce(by_ref.user_id, by_key.user_id) as known
    from wanted w
    left join here by_ref on by_ref.external_ref = w.external_ref
    left join here by_key on by_key.key = w.key
      and (by_key.external_ref is null or w.external_ref is null)
    order by w.line, known
  loop
    line := person.line;
    user_id := person.known;
    outcome := case when user_id is null then 'added' else 'known' end;
    if user_id is null and not dry_run then
      insert into public.users as u (
        first_name, last_name, email, birth_date, gender, phone, source
      )
      values (
        person.first_name, person.last_name, person.email, person.birth_date, person.gender,
        person.phone, add_members.source
      )
      returning u.id into user_id;
      insert into public.memberships (
        user_id, gym_id, role, approved_at, decided_by, external_ref
      )
      values (
        add_members.user_id, gym, person.role, now(), caller, person.external_ref
      );
      perform private.audit(
        gym, add_members.user_id, 'member_added', jsonb_build_object('source', add_members.source)
      );
    end if;
    return next;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.add_members(uuid, jsonb, text, boolean) from public;
--> statement-breakpoint
grant execute on function private.add_members(uuid, jsonb, text, boolean) to authenticated;
--> statement-breakpoint
-- The birthdays of a gym's members from a day on, in order; who was born on 29 February has it on the
-- 28th in other years. Of an adult the age they turn; of a child the day alone, since with the age it
-- would be the birth date, which leaves a trace where it is read.
create or replace function private.birthdays(
  gym uuid, today date, days integer, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, birthday date, turns integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select u.id, u.first_name, u.last_name, u.image_url, coming.day,
      case when not private.is_minor(u.birth_date) then
        (extract(year from coming.day) - extract(year from u.birth_date))::integer
      end
    from (
      select each::date as day
      from generate_series(today::timestamp, (today + least(days, 366))::timestamp, '1 day') each
    ) coming
    cross join lateral (
      values (to_char(coming.day, 'MM-DD')), (
        case when to_char(coming.day, 'MM-DD') = '02-28' and to_char(coming.day + 1, 'DD') = '01'
          then '02-29' end
      )
    ) born (birth_day)
    join public.users u on u.birth_day = born.birth_day and u.deleted_at is null
    join public.memberships m on m.user_id = u.id and m.gym_id = gym and m.in_effect
    where after_id is null or (coming.day, u.id) > (after_date, after_id)
    order by coming.day, u.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.birthdays(uuid, date, integer, date, uuid, integer) from public;
--> statement-breakpoint
-- Today's birthdays in a gym, by its own clock, and those of the days to come: for its staff.
create or replace function private.gym_birthdays(
  gym uuid, days integer, after_date date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, birthday date, turns integer
)
language plpgsql stable security definer set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select * from private.birthdays(
      gym, (now() at time zone zone)::date, days, after_date, after_id, page_size
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_birthdays(uuid, integer, date, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_birthdays(uuid, integer, date, uuid, integer)
  to authenticated;
--> statement-breakpoint
-- What lists show of people whom the caller reads as staff, or acts for: of a child the name, without
-- the address.
create or replace function private.people_names(people uuid[])
returns table (user_id uuid, first_name text, last_name text, image_url text, email text)
language plpgsql stable security definer set search_path = '' as $$
declare
  own constant uuid[] := private.person_ids();
begin
  return query
    select u.id, u.first_name, u.last_name, u.image_url,
      case when u.id = any (own) or not private.is_minor(u.birth_date) then u.email end
    from public.users u
    where u.id = any (people)
      and (u.id = any (own) or u.id in (select private.visible_member_ids()));
end
$$;
--> statement-breakpoint
revoke execute on function private.people_names(uuid[]) from public;
--> statement-breakpoint
grant execute on function private.people_names(uuid[]) to authenticated;
--> statement-breakpoint
-- What tells two people of a gym apart who have no number there.
create or replace function private.person_key(
  first_name text, last_name text, birth_date date, email text
) returns text
language sql immutable set search_path = '' as $$
  select lower(
    coalesce(first_name, '') || e'\x1f' || coalesce(last_name, '') || e'\x1f' ||
    coalesce(extract(epoch from birth_date)::text, '') || e'\x1f' || coalesce(email, '')
  )
$$;
--> statement-breakpoint
revoke execute on function private.person_key(text, text, date, text) from public;
--> statement-breakpoint
-- The gyms that the caller sees from inside, for themselves or for a child: what a member sees of a
-- gym's classes, their guardian sees too. Documents ask `private.gym_ids`. plpgsql, so that the planner
-- cannot inline it and policies keep using the gym index.
create or replace function private.person_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.gyms_of(private.current_user_id());
end
$$;
--> statement-breakpoint
revoke execute on function private.person_gym_ids() from public;
--> statement-breakpoint
grant execute on function private.person_gym_ids() to authenticated, service_role;
--> statement-breakpoint
-- How old somebody is on a day; who was born on 29 February is a year older on the 28th of others.
create or replace function private.age_on(birth_date date, day date) returns integer
language sql immutable set search_path = '' as $$
  select years - case when (birth_date + years * interval '1 year')::date > day then 1 else 0 end
  from (select (extract(year from day) - extract(year from birth_date))::integer as years) y
$$;
--> statement-breakpoint
revoke execute on function private.age_on(date, date) from public;
--> statement-breakpoint
-- The roster of a class on a date, for the staff of its gym. Whose age it tells as a child's, and whose
-- contacts, is in the trail. Of the one row beyond the page, which says that there is a next, it tells
-- neither.
create or replace function private.class_roster(
  class uuid, on_date date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
  is_minor boolean, contacts jsonb, sort_name text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  gym constant uuid := (
    select c.gym_id from public.classes c
    where c.id = class and c.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  );
  told jsonb;
begin
  perform private.hold_caller();
  if gym is null then
    return;
  end if;
  select coalesce(jsonb_agg(
    case when r.nth <= page_size then to_jsonb(r)
      else to_jsonb(r) || '{"age": null, "is_minor": false, "contacts": []}' end
    order by r.nth
  ), '[]') into told
  from (
    select p.*, row_number() over (order by p.sort_name, p.user_id) as nth
    from private.roster(class, on_date, after_name, after_id, page_size + 1) p
  ) r;
  perform private.note_reading(gym, array(
    select r.user_id from jsonb_to_recordset(told) as r (user_id uuid, is_minor boolean)
    where r.is_minor
  ), 'minor_read');
  perform private.note_reading(gym, array(
    select r.user_id from jsonb_to_recordset(told) as r (user_id uuid, contacts jsonb)
    where r.contacts <> '[]'
  ), 'contacts_read');
  return query
    select r.* from jsonb_to_recordset(told) as r (
      user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
      is_minor boolean, contacts jsonb, sort_name text
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.class_roster(uuid, date, text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.class_roster(uuid, date, text, uuid, integer) to authenticated;
--> statement-breakpoint
-- Who is expected or was at a class on a date, by name, with their age on that day and whom to call for
-- them. Who cancelled is not on it; of who is no member any more only that they were there.
create or replace function private.roster(
  class uuid, on_date date, after_name text, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, status text, age integer,
  is_minor boolean, contacts jsonb, sort_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select person.id, person.first_name, person.last_name, person.image_url, person.status,
      private.age_on(person.birth_date, on_date), private.is_minor(person.birth_date), (
        select coalesce(jsonb_agg(
          jsonb_build_object(
            'name', c.name, 'phone', c.phone, 'relation', c.relation, 'notes', c.notes
          ) order by c.created_at, c.id
        ), '[]')
        from public.emergency_contacts c where c.user_id = person.member
      ), person.name
    from (
      select k.user_id as id, u.id as member, u.first_name, u.last_name, u.image_url, u.birth_date,
        k.status, lower(concat_ws(' ', u.first_name, u.last_name)) as name
      from public.classes c
      join public.check_ins k
        on k.class_id = c.id and k.gym_id = c.gym_id and k.class_date = on_date
      left join public.memberships m
        on m.user_id = k.user_id and m.gym_id = k.gym_id and m.in_effect
      left join public.users u on u.id = m.user_id and u.deleted_at is null
      where c.id = class and k.status <> 'cancelled'
    ) person
    where after_id is null or (person.name, person.id) > (after_name, after_id)
    order by person.name, person.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.roster(uuid, date, text, uuid, integer) from public;
--> statement-breakpoint
-- The dates of gyms' classes for a calendar: what `private.class_days` tells, its instants, and whether
-- programs may read the time on the wall otherwise than we do (`odd`). That is so when clocks change:
-- RFC 5545 leaves out what falls into a skipped hour, readers differ about an hour that comes twice,
-- and about the end of what lasts through a change.
create or replace function private.calendar_days(gyms uuid[], first date, last date)
returns table (
  class_id uuid, class_date date, slot timestamp, wall_start timestamp, wall_end timestamp,
  starts_at timestamptz, ends_at timestamptz, instructor_id uuid, status text, reason text, odd boolean
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.class_id, d.class_date, regular.slot, d.wall_start, d.wall_start + d.length,
      start.at, start.at + d.length, d.instructor_id, d.status, d.reason,
      (start.at + d.length) at time zone g.timezone <> d.wall_start + d.length
        or start.at at time zone g.timezone <> d.wall_start
        or d.wall_start at time zone g.timezone <> start.at
        or regular.slot <> d.wall_start and (
          (regular.slot at time zone g.timezone) at time zone g.timezone <> regular.slot
            or private.instant_of(regular.slot, g.timezone) <> regular.slot at time zone g.timezone
        )
    from public.gyms g
    cross join lateral private.class_days(g.id, first, last) d
    join public.classes c on c.id = d.class_id
    cross join lateral (select d.class_date + c.starts_at as slot) regular
    cross join lateral (select private.instant_of(d.wall_start, g.timezone) as at) start
    where g.id = any (gyms);
end
$$;
--> statement-breakpoint
revoke execute on function private.calendar_days(uuid[], date, date) from public;
--> statement-breakpoint
-- What a calendar program is told under a link, whoever asks: a door of its own, opened by the link's
-- secret alone. Null when there is no such link, or it was revoked. Of each class of the gyms it opens:
-- its weeks between two dates as a rule, from `first` to `last`, and beside it the days that differ; of
-- each zone its offsets, in seconds, so that programs reckon with the same clocks as this database.
create or replace function private.calendar_feed(secret text, first_date date, last_date date)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  gyms constant uuid[] := private.calendar_gyms(secret);
  until_date constant date := least(last_date, first_date + 800);
begin
  if gyms is null then
    return null;
  end if;
  return jsonb_build_object('classes', (
    with days as materialized (
      select * from private.calendar_days(gyms, first_date, until_date)
    ), weekly as (
      select d.class_id,
        min(d.slot) filter (where not d.odd) as first,
        max(d.slot) filter (where not d.odd) as last,
        jsonb_agg(
          jsonb_build_object(
            'class_date', d.class_date, 'slot', d.slot, 'odd', d.odd, 'status', d.status,
            'wall_start', d.wall_start, 'starts_at', d.starts_at, 'ends_at', d.ends_at,
            'instructor', u.first_name, 'reason', d.reason
          ) order by d.class_date
        ) filter (
          where d.odd or d.status <> 'scheduled' or d.instructor_id is distinct from c.instructor_id
        ) as days
      from days d
      join public.classes c on c.id = d.class_id
      left join public.users u on u.id = d.instructor_id
      group by d.class_id
    )
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'id', c.id, 'modality', c.modality, 'description', c.description, 'instructor', u.first_name,
        'gym', g.name, 'address', g.address, 'timezone', g.timezone, 'first', w.first,
        'last', private.instant_of(w.last, g.timezone), 'days', coalesce(w.days, '[]'),
        'seconds', extract(epoch from c.ends_at - c.starts_at)::integer
          + case when c.ends_at > c.starts_at then 0 else 86400 end,
        'changed_at', greatest(c.updated_at, g.updated_at, (
          select max(x.updated_at) from public.class_changes x
          where x.gym_id = c.gym_id and (x.class_id = c.id or x.class_id is null)
        ))
      ) order by c.id
    ), '[]')
    from weekly w
    join public.classes c on c.id = w.class_id
    join public.gyms g on g.id = c.gym_id
    left join public.users u on u.id = c.instructor_id
  ), 'zones', (
    select coalesce(jsonb_agg(
      jsonb_build_object(
        'name', z.timezone,
        'offset', extract(
          epoch from ((first_date::timestamp at time zone 'UTC') at time zone z.timezone)
            - first_date::timestamp
        )::integer,
        'changes', (
          select coalesce(jsonb_agg(to_jsonb(change) order by change.at), '[]')
          from private.offset_changes(z.timezone, first_date, until_date + 1) change
        )
      ) order by z.timezone
    ), '[]')
    from (select distinct g.timezone from public.gyms g where g.id = any (gyms)) z
  ));
end
$$;
--> statement-breakpoint
revoke execute on function private.calendar_feed(text, date, date) from public;
--> statement-breakpoint
grant execute on function private.calendar_feed(text, date, date) to anon, authenticated;
--> statement-breakpoint
-- The gyms that a link's secret opens: the one it is for, or those of the person whose it is and of their children. Null when
-- there is no such link, or it was revoked.
create or replace function private.calendar_gyms(secret text) returns uuid[]
language plpgsql stable set search_path = '' as $$
begin
  return (
    select case when l.gym_id is null then private.gyms_of(l.user_id) else array[l.gym_id] end
    from public.calendar_links l
    where l.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and l.revoked_at is null
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.calendar_gyms(text) from public;
--> statement-breakpoint
-- The dates from `first` to `last` on which a gym's classes are put down, one row each, by its own
-- clock, with what was changed about them; of one class, if it is named. Asks nobody who they are: it
-- is for functions that have, and for triggers.
create or replace function private.class_days(gym uuid, first date, last date, class uuid default null)
returns table (
  class_id uuid, class_date date, wall_start timestamp, length interval, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select c.id, day.class_date, day.class_date + coalesce(moved.starts_at, c.starts_at),
      c.ends_at - c.starts_at + case when c.ends_at > c.starts_at then '0' else interval '24 hours' end,
      case when substitute.id is null then c.instructor_id else substitute.instructor_id end,
      case
        when cancelled.id is not null or closure.id is not null then 'cancelled'
        when moved.id is not null then 'moved'
        else 'scheduled'
      end,
      coalesce(cancelled.reason, closure.reason, moved.reason, substitute.reason),
      c.capacity
    from public.classes c
    cross join lateral (select greatest(first, c.starts_on) as first, least(last, c.ends_on) as last) span
    cross join lateral (
      select week::date as class_date from generate_series(
        (span.first + (c.weekday + 7 - extract(isodow from span.first)::integer) % 7)::timestamp,
        span.last::timestamp,
        '7 days'
      ) week
    ) day
    left join public.class_changes cancelled
      on cancelled.class_id = c.id and cancelled.gym_id = gym
        and cancelled.class_date = day.class_date
        and cancelled.kind = 'cancelled'
    left join public.class_changes moved
      on moved.class_id = c.id and moved.gym_id = gym
        and moved.class_date = day.class_date and moved.kind = 'moved'
    left join public.class_changes substitute
      on substitute.class_id = c.id and substitute.gym_id = gym
        and substitute.class_date = day.class_date
        and substitute.kind = 'substitute'
    left join lateral (
      select x.id, x.reason from public.class_changes x
      where x.gym_id = gym and x.class_id is null
        and day.class_date between x.starts_on and x.ends_on
      order by x.starts_on, x.id limit 1
    ) closure on true
    where c.gym_id = gym and c.deleted_at is null and (class is null or c.id = class);
end
$$;
--> statement-breakpoint
revoke execute on function private.class_days(uuid, date, date, uuid) from public;
--> statement-breakpoint
-- A link that was revoked stays so, and the clock is the database's.
create or replace function private.guard_calendar_revocation() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.revoked_at is not null or new.revoked_at is not null then
    new.revoked_at := coalesce(old.revoked_at, now());
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_calendar_revocation() from public;
--> statement-breakpoint
-- A change of a class is about a date on which that class takes place.
create or replace function private.guard_class_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (
    select from public.classes c
    where c.id = new.class_id
      and c.deleted_at is null
      and c.weekday = extract(isodow from new.class_date)
      and new.class_date >= c.starts_on
      and (c.ends_on is null or new.class_date <= c.ends_on)
  ) then
    raise exception 'the class does not take place on that date' using errcode = 'check_violation',
      constraint = 'class_changes_on_class_date', column = 'class_date';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_class_change() from public;
--> statement-breakpoint
-- What was taken off the schedule stays off it, and the clock is the database's.
create or replace function private.guard_class() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and old.deleted_at is not null then
    raise exception 'a deleted class is over' using errcode = 'insufficient_privilege';
  end if;
  if new.deleted_at is not null then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_class() from public;
--> statement-breakpoint
-- Whoever is put down to teach is an instructor or a manager of that gym. Row security shows its staff
-- the memberships of a gym, so this needs nobody else's rights.
create or replace function private.guard_instructor() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and not exists (
    select from public.memberships m
    where m.gym_id = new.gym_id
      and m.user_id = new.instructor_id
      and m.role in ('INSTRUCTOR', 'MANAGER')
      and m.in_effect
  ) then
    raise exception 'who teaches a class is staff of its gym' using errcode = 'check_violation',
      constraint = 'classes_instructor_is_staff', column = 'instructor_id';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_instructor() from public;
--> statement-breakpoint
-- What happens in a gym on some dates, 62 at most, with who teaches it and how full it is: for its
-- members and their guardians, from whom row security hides each other's profiles and check-ins. Names
-- are all that is told of who teaches, and numbers of who comes.
create or replace function private.gym_schedule(gym uuid, first date, last date)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text, reason text,
  modality text, description text, capacity integer, bookable_from_hours integer,
  cancel_until_minutes integer, instructor_id uuid, instructor_first_name text,
  instructor_last_name text, is_substitute boolean, places_left integer, waiting integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, o.reason, c.modality,
      c.description, o.capacity, c.bookable_from_hours, c.cancel_until_minutes, o.instructor_id,
      u.first_name, u.last_name, o.instructor_id is distinct from c.instructor_id,
      greatest(o.capacity - coalesce(d.seated, 0), 0), coalesce(d.waiting, 0)
    from private.occurrences(gym, first, least(last, first + 61)) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    left join private.class_dates d
      on d.class_id = o.class_id and d.class_date = o.class_date and d.gym_id = gym
    order by o.starts_at, o.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_schedule(uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.gym_schedule(uuid, date, date) to authenticated;
--> statement-breakpoint
-- Holds who teaches a class, ahead of copying it: as everywhere, a person comes before rows about them.
create or replace function private.hold_teacher(class uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.classes c join public.users u on u.id = c.instructor_id
  where c.id = class for key share of u;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_teacher(uuid) from public;
--> statement-breakpoint
-- The instant at which clocks on the wall of a zone show a time, as RFC 5545 3.3.5 has it. A time in
-- the hour that is skipped moves forward by what is skipped, as Postgres has it too. A time that comes
-- twice is the first, where Postgres takes the second: so the offset of the day before is tried, and
-- counts if the wall shows the wanted time then.
create or replace function private.instant_of(wall timestamp, zone text) returns timestamptz
language plpgsql immutable set search_path = '' as $$
declare
  later constant timestamptz := wall at time zone zone;
  day_before constant timestamptz := later - interval '24 hours';
  earlier constant timestamptz :=
    (wall - ((day_before at time zone zone) - (day_before at time zone 'UTC'))) at time zone 'UTC';
begin
  return case when earlier at time zone zone = wall then least(earlier, later) else later end;
end
$$;
--> statement-breakpoint
revoke execute on function private.instant_of(timestamp, text) from public;
--> statement-breakpoint
-- One class on one date, as `private.occurrences` tells it: no row when it does not take place then.
-- A cancelled one is a row, with its status.
create or replace function private.occurrence(class uuid, on_date date)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select o.* from public.classes c
    cross join lateral private.occurrences(c.gym_id, on_date, on_date, class) o
    where c.id = class;
end
$$;
--> statement-breakpoint
revoke execute on function private.occurrence(uuid, date) from public;
--> statement-breakpoint
-- The occurrences of a gym's classes on the dates from `first` to `last`, in order; of one class, if it
-- is named. Their instants follow from the gym's zone. A class lasts as long as it lasts, whatever the
-- clocks do meanwhile (RFC 5545 3.8.5.3: the same exact duration). Asks nobody who they are.
create or replace function private.occurrences(gym uuid, first date, last date, class uuid default null)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.class_id, d.class_date, start.at, start.at + d.length, d.instructor_id, d.status, d.reason,
      d.capacity
    from public.gyms g
    cross join lateral private.class_days(gym, first, last, class) d
    cross join lateral (select private.instant_of(d.wall_start, g.timezone) as at) start
    where g.id = gym
    order by start.at, d.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.occurrences(uuid, date, date, uuid) from public;
--> statement-breakpoint
-- When a zone changes its offset, between two dates: the instant, and seconds east of UTC before and
-- after it. Looked up as the clocks themselves are, so that a calendar is told what this database uses.
create or replace function private.offset_changes(zone text, first date, last date)
returns table (at timestamptz, was integer, becomes integer)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with days as (
      select day, lead(day) over (order by day) as next,
        (day at time zone zone) <> (day at time zone 'UTC')
          + lead((day at time zone zone) - (day at time zone 'UTC')) over (order by day) as changes
      from generate_series(
        first::timestamp at time zone 'UTC', last::timestamp at time zone 'UTC', interval '24 hours'
      ) day
    ), minutes as (
      select minute, extract(epoch from (minute at time zone zone) - (minute at time zone 'UTC'))::integer
        as shift
      from days cross join lateral generate_series(day, next, interval '1 minute') minute
      where changes
    ), steps as (
      select minute, shift, lag(shift) over (order by minute) as before from minutes
    )
    select s.minute, s.before, s.shift from steps s where s.shift <> s.before order by s.minute;
end
$$;
--> statement-breakpoint
revoke execute on function private.offset_changes(text, date, date) from public;
--> statement-breakpoint
-- Nobody teaches two classes of a gym at once, by its own clock, on any date. Changes of one gym's
-- schedule wait for one another here, so that two which are right by themselves cannot be wrong
-- together; the look comes after the wait and sees what the other did.
create or replace function private.refuse_overlaps() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gym constant uuid := coalesce(new.gym_id, old.gym_id);
  changed uuid;
  first date;
  last date;
  clash date;
begin
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || gym, 0));
  if tg_table_name = 'class_changes' then
    changed := coalesce(new.class_id, old.class_id);
    first := coalesce(new.class_date, new.starts_on, old.class_date, old.starts_on);
    last := coalesce(new.class_date, new.ends_on, old.class_date, old.ends_on);
  else
    changed := new.id;
    first := new.starts_on;
    -- Behind the last date that anything begins on or is changed on, every week is like the next.
    select 14 + greatest(
      (select max(c.starts_on) from public.classes c where c.gym_id = gym and c.deleted_at is null),
      (select max(coalesce(x.class_date, x.ends_on)) from public.class_changes x where x.gym_id = gym)
    ) into last;
    last := least(last, new.ends_on);
  end if;

  with days as materialized (
    select d.*, tsrange(d.wall_start, d.wall_start + d.length) as during
    from private.class_days(gym, first - 1, last + 1) d
    where d.status <> 'cancelled' and d.instructor_id is not null
  )
  select a.class_date into clash
  from days a
  join days b on b.instructor_id = a.instructor_id and b.class_id <> a.class_id
    and b.during && a.during
  where changed is null or a.class_id = changed
  order by a.class_date limit 1;
  if clash is not null then
    raise exception 'the instructor has another class at that time on %', clash
      using errcode = 'exclusion_violation', constraint = 'classes_instructor_overlap',
        column = 'instructor_id', detail = clash;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_overlaps() from public;
--> statement-breakpoint
-- The classes that the caller teaches, as long as they are staff there.
create or replace function private.taught_class_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(c.id) from public.classes c
      where c.instructor_id = caller
        and c.deleted_at is null
        and c.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.taught_class_ids() from public;
--> statement-breakpoint
grant execute on function private.taught_class_ids() to authenticated, service_role;
--> statement-breakpoint
-- Whose profile the caller may read as staff: the members of the gyms they teach in or manage, for a
-- manager also those who ask to join, so that the request can be decided, and the guardians of all.
create or replace function private.visible_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  managed constant uuid[] := private.gym_ids('MANAGER');
begin
  return query
    with members as (
      select m.user_id from public.memberships m
      where m.left_at is null
        and m.denied_at is null
        and (
          m.gym_id = any (staffed) and m.approved_at is not null
          or m.gym_id = any (managed) and m.approved_at is null
        )
    )
    select members.user_id from members
    union all
    select g.guardian_id from members
    join public.guardianships g on g.dependent_id = members.user_id and g.ended_at is null
    join public.users u on u.id = g.dependent_id
    where private.is_minor(u.birth_date);
end
$$;
--> statement-breakpoint
revoke execute on function private.visible_member_ids() from public;
--> statement-breakpoint
grant execute on function private.visible_member_ids() to authenticated, service_role;
--> statement-breakpoint
-- Writes down that the caller agreed to a text for somebody; agreed to already, it is the same
-- consent still, which is answered.
create or replace function private.note_consent(person uuid, kind text, text_version text)
returns uuid
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  noted uuid;
  fresh boolean;
begin
  insert into public.consents (user_id, given_by, kind, text_version)
  values (person, private.current_user_id(), note_consent.kind, note_consent.text_version)
  on conflict (user_id, given_by, kind, text_version) where withdrawn_at is null
    do update set kind = excluded.kind
  returning id, xmax = 0 into noted, fresh;
  if fresh then
    perform private.audit(
      null, person, 'consent_given',
      jsonb_build_object('kind', note_consent.kind, 'text_version', note_consent.text_version)
    );
  end if;
  return noted;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_consent(uuid, text, text) from public;
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
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
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
-- The latest birth date of who is eighteen on a day, today unless told; who was born on 29 February
-- comes of age on the 28th. By UTC, whatever time zone a session has set. A policy compares a column
-- with it, which stays a plain comparison of dates, and leakproof. plpgsql costs a tenth of what a
-- function in SQL does that cannot be inlined.
create or replace function private.adults_born_by(today date default (now() at time zone 'UTC')::date)
returns date
language plpgsql immutable set search_path = '' as $$
begin
  return greatest(
    (today - interval '18 years')::date, (today + 1 - interval '18 years')::date - 1
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.adults_born_by(date) from public;
--> statement-breakpoint
grant execute on function private.adults_born_by(date) to authenticated, service_role;
--> statement-breakpoint
-- Refuses a guardianship of who is no child, or by who is one.
create or replace function private.assert_guardian(guardian uuid, child_born date) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_minor(child_born) then
    raise exception 'only a child, by its birth date, has guardians'
      using errcode = 'check_violation', constraint = 'guardianships_of_a_child';
  end if;
  if exists (select from public.users u where u.id = guardian and private.is_minor(u.birth_date)) then
    raise exception 'a child is nobody''s guardian'
      using errcode = 'check_violation', constraint = 'guardianships_by_an_adult';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_guardian(uuid, date) from public;
--> statement-breakpoint
-- Who changes the birth date of a child leaves a trace, and so does who makes somebody else a child.
-- Not the dates: managers read the trail, and a child's date only where that leaves a trace as well.
create or replace function private.audit_birth_date() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_minor(old.birth_date)
    or private.is_minor(new.birth_date) and new.id is distinct from private.current_user_id()
  then
    perform private.audit(
      null, new.id, 'birth_date_changed',
      jsonb_build_object(
        'was_minor', private.is_minor(old.birth_date), 'is_minor', private.is_minor(new.birth_date)
      )
    );
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit_birth_date() from public;
--> statement-breakpoint
-- Makes somebody the guardian of a child; who is one already stays what they are.
create or replace function private.begin_guardianship(
  guardian uuid, dependent uuid, relation text, maker uuid
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.guardianships (guardian_id, dependent_id, relation, created_by)
  values (guardian, dependent, begin_guardianship.relation, maker)
  on conflict (guardian_id, dependent_id) where ended_at is null do nothing;
  if found then
    perform private.audit(
      null, dependent, 'guardianship_began',
      jsonb_build_object('relation', begin_guardianship.relation)
    );
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_guardianship(uuid, uuid, text, uuid) from public;
--> statement-breakpoint
-- Removes a child of the caller's. No row when they have no such child.
create or replace function private.erase_child(child uuid)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  if child = caller or not child = any (private.person_ids()) then
    return;
  end if;
  return query
    select * from private.erase_user(child, date_trunc('milliseconds', clock_timestamp()));
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_child(uuid) from public;
--> statement-breakpoint
grant execute on function private.erase_child(uuid) to authenticated;
--> statement-breakpoint
-- Removes who was whose guardian, what was agreed to, and whom to call. Children who are then nobody's
-- go as well; all are held first, ahead of any row about them.
create or replace function private.erase_family(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  child uuid;
  children constant uuid[] := array(
    select g.dependent_id from public.guardianships g
    where g.guardian_id = erased and g.ended_at is null order by g.dependent_id
  );
begin
  perform from public.users u
  where u.id = any (children) and u.deleted_at is null order by u.id for update;
  delete from public.consents where erased in (user_id, given_by);
  delete from public.emergency_contacts where user_id = erased;
  delete from public.guardianships where erased in (guardian_id, dependent_id);
  update public.guardianships set created_by = null where created_by = erased;
  foreach child in array children loop
    if private.is_orphan(child) then
      perform private.erase_user(child, now());
    end if;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_family(uuid) from public;
--> statement-breakpoint
-- On a birth date hangs until when others act for somebody: a child does not change their own, nobody
-- takes it away, and it lies in the past.
create or replace function private.guard_birth_date() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.birth_date > (now() at time zone 'UTC')::date then
    raise exception 'a birth date lies in the past'
      using errcode = 'check_violation', constraint = 'users_birth_date_past', column = 'birth_date';
  end if;
  if current_user = 'authenticated' and private.is_minor(old.birth_date)
    and new.birth_date is distinct from old.birth_date
    and (new.birth_date is null or old.id = private.current_user_id())
  then
    raise exception 'the birth date of a child is changed by a guardian or a manager'
      using errcode = 'insufficient_privilege', constraint = 'users_birth_date_guarded';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_birth_date() from public;
--> statement-breakpoint
-- Whether who was born then is not eighteen yet; without a date nobody is taken for a child.
create or replace function private.is_minor(birth_date date) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(birth_date > private.adults_born_by(), false);
end
$$;
--> statement-breakpoint
revoke execute on function private.is_minor(date) from public;
--> statement-breakpoint
grant execute on function private.is_minor(date) to authenticated, service_role;
--> statement-breakpoint
-- Whether nobody reaches a record any more: no account, no guardian, no gym.
create or replace function private.is_orphan(person uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select from public.users u where u.id = person and u.subject is null)
    and not exists (
      select from public.guardianships g where g.dependent_id = person and g.ended_at is null
    )
    and not exists (
      select from public.memberships m
      where m.user_id = person and m.left_at is null and m.denied_at is null
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.is_orphan(uuid) from public;
--> statement-breakpoint
-- For whom the caller may act. plpgsql, so that the planner cannot inline it and policies keep using
-- their index.
create or replace function private.person_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.persons_of(private.current_user_id());
end
$$;
--> statement-breakpoint
revoke execute on function private.person_ids() from public;
--> statement-breakpoint
grant execute on function private.person_ids() to authenticated, service_role;
--> statement-breakpoint
-- For whom a person may act: themselves, and the children they are guardian of.
create or replace function private.persons_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select person where person is not null
    union all
    select g.dependent_id from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.guardian_id = person and g.ended_at is null and private.is_minor(u.birth_date)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.persons_of(uuid) from public;
--> statement-breakpoint
-- Who writes a row about a person holds that person until the transaction is over. An erasure takes
-- the same row for itself: it waits for those who hold it, and removes what they wrote; those who
-- come later wait for it, and are refused, because the row is looked at again after the wait. The
-- argument is the column that says who, read once: in the statement a plan that scans would make JSON
-- of the row for every user. `personalData` puts this on every table that it declares.
create or replace function private.hold_person() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := to_jsonb(new) ->> tg_argv[0];
begin
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  if not found then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_person() from public;
--> statement-breakpoint
-- Leaves the rows of an erased person as the erasure left them: a change of one changes nothing, as
-- if it were not there. No lock is needed here: the row's own has waited for an erasure under way,
-- and one still to come waits for it. The argument is the column that says who.
create or replace function private.keep_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := to_jsonb(old) ->> tg_argv[0];
begin
  if exists (select from public.users u where u.id = person and u.deleted_at is not null) then
    return null;
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_erased() from public;
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"actor_id" uuid,
	"subject_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'promoted', 'erased')),
	CONSTRAINT "audit_events_details_check" CHECK (jsonb_typeof("audit_events"."details") = 'object' and octet_length("audit_events"."details"::text) <= 8192),
	CONSTRAINT "audit_events_created_at_check" CHECK ("audit_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "calendar_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid,
	"gym_id" uuid,
	"token_hash" text NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "calendar_links_whose_check" CHECK (num_nonnulls("calendar_links"."user_id", "calendar_links"."gym_id") = 1),
	CONSTRAINT "calendar_links_token_hash_check" CHECK ("calendar_links"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "calendar_links_revoked_at_check" CHECK ("calendar_links"."revoked_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "calendar_links_created_at_check" CHECK ("calendar_links"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "calendar_links_updated_at_check" CHECK ("calendar_links"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "calendar_links" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."check_in_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_in_codes_code_hash_check" CHECK ("private"."check_in_codes"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "check_in_codes_expires_at_check" CHECK ("private"."check_in_codes"."expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_in_codes_used_at_check" CHECK ("private"."check_in_codes"."used_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_in_codes_created_at_check" CHECK ("private"."check_in_codes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."check_in_codes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"class_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"class_date" date NOT NULL,
	"status" text NOT NULL,
	"place" integer NOT NULL,
	"arrived" boolean DEFAULT false NOT NULL,
	"offered_until" timestamp (3) with time zone,
	"promoted_at" timestamp (3) with time zone,
	"made_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"checked_in_by" uuid,
	"override_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_ins_once" UNIQUE("user_id","class_id","class_date"),
	CONSTRAINT "check_ins_status_check" CHECK ("check_ins"."status" in ('booked', 'waiting', 'offered', 'present', 'no_show', 'cancelled')),
	CONSTRAINT "check_ins_place_check" CHECK ("check_ins"."place" >= 1),
	CONSTRAINT "check_ins_class_date_check" CHECK ("check_ins"."class_date" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "check_ins_override_reason_check" CHECK (char_length("check_ins"."override_reason") between 1 and 500),
	CONSTRAINT "check_ins_offered_check" CHECK (("check_ins"."status" = 'offered') = ("check_ins"."offered_until" is not null)),
	CONSTRAINT "check_ins_arrived_check" CHECK (case "check_ins"."status" when 'present' then "check_ins"."arrived"
      when 'waiting' then true when 'cancelled' then true else not "check_ins"."arrived" end),
	CONSTRAINT "check_ins_offered_until_check" CHECK ("check_ins"."offered_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_ins_promoted_at_check" CHECK ("check_ins"."promoted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_ins_made_at_check" CHECK ("check_ins"."made_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_ins_received_at_check" CHECK ("check_ins"."received_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_ins_created_at_check" CHECK ("check_ins"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_ins_updated_at_check" CHECK ("check_ins"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "check_ins" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "class_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"class_id" uuid,
	"class_date" date,
	"starts_on" date,
	"ends_on" date,
	"kind" text NOT NULL,
	"instructor_id" uuid,
	"starts_at" time(0),
	"reason" text,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "class_changes_class_id_gym_id_class_date_kind_unique" UNIQUE("class_id","gym_id","class_date","kind"),
	CONSTRAINT "class_changes_shape_check" CHECK (case when "class_changes"."class_id" is null
      then "class_changes"."kind" = 'cancelled' and "class_changes"."class_date" is null
        and num_nonnulls("class_changes"."starts_on", "class_changes"."ends_on") = 2
      else "class_changes"."class_date" is not null and num_nonnulls("class_changes"."starts_on", "class_changes"."ends_on") = 0 end),
	CONSTRAINT "class_changes_moved_check" CHECK (("class_changes"."kind" = 'moved') = ("class_changes"."starts_at" is not null)),
	CONSTRAINT "class_changes_substitute_check" CHECK ("class_changes"."kind" = 'substitute' or "class_changes"."instructor_id" is null),
	CONSTRAINT "class_changes_length_check" CHECK ("class_changes"."ends_on" - "class_changes"."starts_on" between 0 and 365),
	CONSTRAINT "class_changes_kind_check" CHECK ("class_changes"."kind" in ('cancelled', 'moved', 'substitute')),
	CONSTRAINT "class_changes_reason_check" CHECK (char_length("class_changes"."reason") between 1 and 500),
	CONSTRAINT "class_changes_starts_at_check" CHECK ("class_changes"."starts_at" < '24:00' and extract(second from "class_changes"."starts_at") = 0),
	CONSTRAINT "class_changes_class_date_check" CHECK ("class_changes"."class_date" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "class_changes_starts_on_check" CHECK ("class_changes"."starts_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "class_changes_ends_on_check" CHECK ("class_changes"."ends_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "class_changes_created_at_check" CHECK ("class_changes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "class_changes_updated_at_check" CHECK ("class_changes"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "class_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."class_dates" (
	"class_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"class_date" date NOT NULL,
	"seated" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"offered" integer DEFAULT 0 NOT NULL,
	"last_place" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "class_dates_class_id_gym_id_class_date_pk" PRIMARY KEY("class_id","gym_id","class_date"),
	CONSTRAINT "class_dates_seated_check" CHECK ("private"."class_dates"."seated" >= 0),
	CONSTRAINT "class_dates_waiting_check" CHECK ("private"."class_dates"."waiting" >= 0),
	CONSTRAINT "class_dates_offered_check" CHECK ("private"."class_dates"."offered" >= 0),
	CONSTRAINT "class_dates_last_place_check" CHECK ("private"."class_dates"."last_place" >= 0),
	CONSTRAINT "class_dates_class_date_check" CHECK ("private"."class_dates"."class_date" between '2000-01-01' and '2099-12-31')
);
--> statement-breakpoint
ALTER TABLE "private"."class_dates" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "classes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"series_id" uuid,
	"instructor_id" uuid,
	"created_by" uuid,
	"weekday" integer NOT NULL,
	"starts_at" time(0) NOT NULL,
	"ends_at" time(0) NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"modality" text NOT NULL,
	"description" text,
	"capacity" integer,
	"bookable_from_hours" integer,
	"cancel_until_minutes" integer,
	"deleted_at" timestamp (3) with time zone,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "classes_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "classes_id_gym_id_unique" UNIQUE("id","gym_id"),
	CONSTRAINT "classes_weekday_check" CHECK ("classes"."weekday" between 1 and 7),
	CONSTRAINT "classes_starts_at_check" CHECK ("classes"."starts_at" < '24:00' and extract(second from "classes"."starts_at") = 0),
	CONSTRAINT "classes_ends_at_check" CHECK ("classes"."ends_at" < '24:00' and extract(second from "classes"."ends_at") = 0),
	CONSTRAINT "classes_length_check" CHECK ("classes"."ends_at" > "classes"."starts_at" and "classes"."ends_at" - "classes"."starts_at" <= '12 hours'
      or "classes"."starts_at" - "classes"."ends_at" >= '12 hours'),
	CONSTRAINT "classes_starts_on_check" CHECK ("classes"."starts_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "classes_ends_on_check" CHECK ("classes"."ends_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "classes_dates_check" CHECK ("classes"."starts_on" <= "classes"."ends_on"),
	CONSTRAINT "classes_modality_check" CHECK (char_length("classes"."modality") between 1 and 60),
	CONSTRAINT "classes_description_check" CHECK (char_length("classes"."description") between 1 and 2000),
	CONSTRAINT "classes_capacity_check" CHECK ("classes"."capacity" between 1 and 1000),
	CONSTRAINT "classes_bookable_from_hours_check" CHECK ("classes"."bookable_from_hours" between 1 and 1440),
	CONSTRAINT "classes_cancel_until_minutes_check" CHECK ("classes"."cancel_until_minutes" between 0 and 10080),
	CONSTRAINT "classes_deleted_at_check" CHECK ("classes"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "classes_created_at_check" CHECK ("classes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "classes_updated_at_check" CHECK ("classes"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "classes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "consent_texts" (
	"kind" text NOT NULL,
	"text_version" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_texts_kind_text_version_pk" PRIMARY KEY("kind","text_version"),
	CONSTRAINT "consent_texts_kind_check" CHECK ("consent_texts"."kind" in ('child_data')),
	CONSTRAINT "consent_texts_text_version_check" CHECK (char_length("consent_texts"."text_version") between 1 and 40),
	CONSTRAINT "consent_texts_text_check" CHECK (char_length("consent_texts"."text") between 1 and 10000),
	CONSTRAINT "consent_texts_created_at_check" CHECK ("consent_texts"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "consent_texts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"given_by" uuid NOT NULL,
	"kind" text NOT NULL,
	"text_version" text NOT NULL,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_kind_check" CHECK ("consents"."kind" in ('child_data')),
	CONSTRAINT "consents_text_version_check" CHECK (char_length("consents"."text_version") between 1 and 40),
	CONSTRAINT "consents_given_at_check" CHECK ("consents"."given_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "consents_withdrawn_at_check" CHECK ("consents"."withdrawn_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "consents_created_at_check" CHECK ("consents"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "consents_updated_at_check" CHECK ("consents"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "emergency_contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"relation" text,
	"notes" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "emergency_contacts_name_check" CHECK (char_length("emergency_contacts"."name") between 1 and 100),
	CONSTRAINT "emergency_contacts_phone_check" CHECK ("emergency_contacts"."phone" ~ '^\+[1-9][0-9]{6,14}$'),
	CONSTRAINT "emergency_contacts_relation_check" CHECK (char_length("emergency_contacts"."relation") between 1 and 60),
	CONSTRAINT "emergency_contacts_notes_check" CHECK (char_length("emergency_contacts"."notes") between 1 and 2000),
	CONSTRAINT "emergency_contacts_created_at_check" CHECK ("emergency_contacts"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "emergency_contacts_updated_at_check" CHECK ("emergency_contacts"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "emergency_contacts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "front_desk_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"front_desk_id" uuid NOT NULL,
	"user_id" uuid,
	"class_id" uuid NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "front_desk_events_method_check" CHECK ("front_desk_events"."method" in ('pin', 'code')),
	CONSTRAINT "front_desk_events_outcome_check" CHECK ("front_desk_events"."outcome" in ('present', 'waiting', 'refused', 'not_a_member', 'wrong_pin', 'wrong_code', 'code_used', 'code_expired')),
	CONSTRAINT "front_desk_events_reason_check" CHECK (char_length("front_desk_events"."reason") <= 64),
	CONSTRAINT "front_desk_events_created_at_check" CHECK ("front_desk_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "front_desk_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "front_desks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"last_seen_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "front_desks_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "front_desks_name_check" CHECK (char_length("front_desks"."name") between 1 and 60),
	CONSTRAINT "front_desks_token_hash_check" CHECK ("front_desks"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "front_desks_last_seen_at_check" CHECK ("front_desks"."last_seen_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_revoked_at_check" CHECK ("front_desks"."revoked_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_created_at_check" CHECK ("front_desks"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_updated_at_check" CHECK ("front_desks"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "front_desks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "guardianships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"guardian_id" uuid NOT NULL,
	"dependent_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"created_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guardianships_relation_check" CHECK ("guardianships"."relation" in ('parent', 'grandparent', 'sibling', 'guardian', 'other')),
	CONSTRAINT "guardianships_two_check" CHECK ("guardianships"."guardian_id" <> "guardianships"."dependent_id"),
	CONSTRAINT "guardianships_ended_at_check" CHECK ("guardianships"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "guardianships_created_at_check" CHECK ("guardianships"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "guardianships_updated_at_check" CHECK ("guardianships"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "guardianships" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"user_id" uuid,
	"email" text NOT NULL,
	"role" text,
	"relation" text,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_email_check" CHECK (char_length("invitations"."email") between 1 and 320),
	CONSTRAINT "invitations_role_check" CHECK ("invitations"."role" in ('STUDENT', 'INSTRUCTOR', 'MANAGER')),
	CONSTRAINT "invitations_relation_check" CHECK ("invitations"."relation" in ('parent', 'grandparent', 'sibling', 'guardian', 'other')),
	CONSTRAINT "invitations_token_hash_check" CHECK ("invitations"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "invitations_whom_check" CHECK (("invitations"."user_id" is null) = ("invitations"."role" is not null)),
	CONSTRAINT "invitations_child_check" CHECK ("invitations"."relation" is null or "invitations"."user_id" is not null),
	CONSTRAINT "invitations_end_check" CHECK (num_nonnulls("invitations"."accepted_at", "invitations"."revoked_at") <= 1),
	CONSTRAINT "invitations_expires_at_check" CHECK ("invitations"."expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "invitations_accepted_at_check" CHECK ("invitations"."accepted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "invitations_revoked_at_check" CHECK ("invitations"."revoked_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "invitations_created_at_check" CHECK ("invitations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "invitations_updated_at_check" CHECK ("invitations"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."member_pins" (
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"pin_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_pins_gym_id_user_id_pk" PRIMARY KEY("gym_id","user_id"),
	CONSTRAINT "member_pins_pin_hash_unique" UNIQUE("gym_id","pin_hash"),
	CONSTRAINT "member_pins_pin_hash_check" CHECK ("private"."member_pins"."pin_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "member_pins_created_at_check" CHECK ("private"."member_pins"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_source_check";
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "subject" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "provider" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "waitlist" text DEFAULT 'promote' NOT NULL;
--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "external_ref" text;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."check_in_codes" ADD CONSTRAINT "check_in_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_checked_in_by_users_id_fk" FOREIGN KEY ("checked_in_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_instructor_id_users_id_fk" FOREIGN KEY ("instructor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."class_dates" ADD CONSTRAINT "class_dates_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_instructor_id_users_id_fk" FOREIGN KEY ("instructor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_series_id_gym_id_fkey" FOREIGN KEY ("series_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_text_fk" FOREIGN KEY ("kind","text_version") REFERENCES "public"."consent_texts"("kind","text_version") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "emergency_contacts" ADD CONSTRAINT "emergency_contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_front_desk_id_front_desks_id_fk" FOREIGN KEY ("front_desk_id") REFERENCES "public"."front_desks"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_class_id_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."classes"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desks" ADD CONSTRAINT "front_desks_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desks" ADD CONSTRAINT "front_desks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_guardian_id_users_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_dependent_id_users_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "audit_events_gym_id_index" ON "audit_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "audit_events_subject_id_index" ON "audit_events" USING btree ("subject_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "audit_events_actor_id_index" ON "audit_events" USING btree ("actor_id");
--> statement-breakpoint
CREATE INDEX "calendar_links_user_id_index" ON "calendar_links" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "calendar_links_gym_id_index" ON "calendar_links" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "check_in_codes_user_id_index" ON "private"."check_in_codes" USING btree ("user_id","expires_at");
--> statement-breakpoint
CREATE INDEX "check_ins_gym_id_index" ON "check_ins" USING btree ("gym_id","made_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "check_ins_user_id_index" ON "check_ins" USING btree ("user_id","made_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "check_ins_class_id_index" ON "check_ins" USING btree ("class_id","gym_id","class_date","place");
--> statement-breakpoint
CREATE INDEX "check_ins_checked_in_by_index" ON "check_ins" USING btree ("checked_in_by");
--> statement-breakpoint
CREATE INDEX "check_ins_open_index" ON "check_ins" USING btree ("class_date","class_id") WHERE "check_ins"."status" in ('booked', 'waiting', 'offered');
--> statement-breakpoint
CREATE INDEX "check_ins_present_index" ON "check_ins" USING btree ("gym_id","class_date","class_id","user_id") WHERE "check_ins"."status" in ('present');
--> statement-breakpoint
CREATE INDEX "check_ins_offered_until_index" ON "check_ins" USING btree ("offered_until") WHERE "check_ins"."offered_until" is not null;
--> statement-breakpoint
CREATE INDEX "class_changes_closures_index" ON "class_changes" USING btree ("gym_id","ends_on") WHERE "class_changes"."class_id" is null;
--> statement-breakpoint
CREATE INDEX "class_changes_gym_id_index" ON "class_changes" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "class_changes_instructor_id_index" ON "class_changes" USING btree ("instructor_id");
--> statement-breakpoint
CREATE INDEX "class_changes_created_by_index" ON "class_changes" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "class_dates_gym_id_index" ON "private"."class_dates" USING btree ("gym_id","class_date");
--> statement-breakpoint
CREATE INDEX "classes_gym_id_index" ON "classes" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "classes_series_id_index" ON "classes" USING btree ("series_id","gym_id");
--> statement-breakpoint
CREATE INDEX "classes_instructor_id_index" ON "classes" USING btree ("instructor_id");
--> statement-breakpoint
CREATE INDEX "classes_created_by_index" ON "classes" USING btree ("created_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "consents_standing_unique" ON "consents" USING btree ("user_id","given_by","kind","text_version") WHERE "consents"."withdrawn_at" is null;
--> statement-breakpoint
CREATE INDEX "consents_user_id_index" ON "consents" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "consents_given_by_index" ON "consents" USING btree ("given_by");
--> statement-breakpoint
CREATE INDEX "consents_text_index" ON "consents" USING btree ("kind","text_version");
--> statement-breakpoint
CREATE INDEX "emergency_contacts_user_id_index" ON "emergency_contacts" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_gym_id_index" ON "front_desk_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_front_desk_id_index" ON "front_desk_events" USING btree ("front_desk_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_user_id_index" ON "front_desk_events" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_class_id_index" ON "front_desk_events" USING btree ("class_id");
--> statement-breakpoint
CREATE INDEX "front_desks_gym_id_index" ON "front_desks" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desks_created_by_index" ON "front_desks" USING btree ("created_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "guardianships_in_effect_unique" ON "guardianships" USING btree ("guardian_id","dependent_id") WHERE "guardianships"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "guardianships_guardian_id_index" ON "guardianships" USING btree ("guardian_id");
--> statement-breakpoint
CREATE INDEX "guardianships_dependent_id_index" ON "guardianships" USING btree ("dependent_id");
--> statement-breakpoint
CREATE INDEX "guardianships_created_by_index" ON "guardianships" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "invitations_gym_id_index" ON "invitations" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "invitations_user_id_index" ON "invitations" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "invitations_created_by_index" ON "invitations" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "invitations_accepted_by_index" ON "invitations" USING btree ("accepted_by");
--> statement-breakpoint
CREATE INDEX "member_pins_user_id_index" ON "private"."member_pins" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_external_ref_unique" ON "memberships" USING btree ("gym_id","external_ref") WHERE "memberships"."external_ref" is not null;
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_waitlist_check" CHECK ("gyms"."waitlist" in ('promote', 'hold'));
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_external_ref_check" CHECK (char_length("memberships"."external_ref") between 1 and 40);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_check" CHECK (("users"."subject" is null) = ("users"."provider" is null));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_source_check" CHECK ("users"."source" in ('token', 'webhook', 'import', 'staff', 'guardian'));
--> statement-breakpoint
-- Takes the place that is held for somebody at `at`, or gives it up for who is next in line. Asks
-- nobody who they are: it is for functions that have. One row: the refusal, or the check-in as it
-- stands. Refusals: not_offered, also when the offer has run out.
create or replace function private.answer_for_person(id uuid, accepts boolean, at timestamptz)
returns table (refusal text, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
begin
  check_in := private.hold_check_in(answer_for_person.id);
  perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  update public.check_ins x
  set status = case when accepts then 'booked' else 'cancelled' end, offered_until = null,
    promoted_at = null
  where x.id = answer_for_person.id and x.status = 'offered' returning x.* into check_in;
  if not found then
    return query select 'not_offered', null::public.check_ins;
    return;
  end if;
  perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.answer_for_person(uuid, boolean, timestamptz) from public;
--> statement-breakpoint
-- Takes the place that is held for the caller or a child of theirs, or gives it up. One row, as
-- `private.answer_for_person` tells it; also refused is check_in_not_found.
create or replace function private.answer_offer(id uuid, accepts boolean)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  done record;
begin
  perform private.hold_caller();
  if exists (
    select from public.check_ins x
    where x.id = answer_offer.id and x.user_id = any (private.person_ids())
  ) then
    select * into done from private.answer_for_person(answer_offer.id, accepts, now());
    refusal := done.refusal;
    check_in := done.check_in;
  else
    refusal := 'check_in_not_found';
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.answer_offer(uuid, boolean) from public;
--> statement-breakpoint
grant execute on function private.answer_offer(uuid, boolean) to authenticated;
--> statement-breakpoint
-- Books a place on one date of a class: for the caller, a child of theirs, or, by staff, a member.
-- One row, as `private.book_person` tells it; also refused are class_not_found and child_not_found.
create or replace function private.book_class(class uuid, on_date date, person uuid)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  gym uuid;
begin
  perform private.hold_caller();
  select c.gym_id into gym from public.classes c
  where c.id = class and c.gym_id = any (private.person_gym_ids());
  if gym is null then
    refusal := 'class_not_found';
    return next;
  elsif person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return query select * from private.book_person(class, on_date, person, now());
  else
    refusal := 'child_not_found';
    return next;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.book_class(uuid, date, uuid) from public;
--> statement-breakpoint
grant execute on function private.book_class(uuid, date, uuid) to authenticated;
--> statement-breakpoint
-- Books a place for somebody at `at`, or puts them in line when the class is full. Asks nobody who
-- they are: it is for functions that have. One row: the refusal, with when to try again if that is
-- known, or the check-in as it stands. Who has a place, or waits for one, keeps it as it is.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, bookings_not_taken,
-- booking_too_early (from `retry_at`), booking_too_late, check_in_no_show (they missed it before it was
-- moved to later that day: for staff to correct).
create or replace function private.book_person(
  class uuid, on_date date, person uuid, at timestamptz
) returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
begin
  if not private.hold_member(class, person) then
    return query select 'member_not_found', null::timestamptz, null::public.check_ins;
    return;
  end if;
  perform private.hold_class_date(class, on_date);
  select * into o from private.settle_class_date(class, on_date, at);
  select x.* into check_in from public.check_ins x
  where x.user_id = person and x.class_id = class and x.class_date = on_date;

  refusal := case
    when check_in.status in ('booked', 'waiting', 'offered', 'present') then null
    when o.status is null then 'not_on_that_date'
    when o.status = 'cancelled' then 'class_cancelled'
    when o.bookable_from is null then 'bookings_not_taken'
    when at < o.bookable_from then 'booking_too_early'
    when at >= o.starts_at then 'booking_too_late'
    when check_in.status = 'no_show' then 'check_in_no_show'
  end;
  if refusal is not null then
    check_in := null;
    retry_at := case when refusal = 'booking_too_early' then o.bookable_from end;
  elsif check_in.status is null or check_in.status not in ('booked', 'waiting', 'offered', 'present') then
    insert into public.check_ins as x
      (user_id, class_id, gym_id, class_date, status, place, made_at, received_at)
    values (
      person, class, o.gym_id, on_date, case when o.free <= 0 then 'waiting' else 'booked' end,
      o.next_place, at, at
    )
    on conflict (user_id, class_id, class_date) do update
    set status = excluded.status, place = excluded.place, arrived = false, promoted_at = null,
      made_at = excluded.made_at, received_at = excluded.received_at, checked_in_by = null,
      override_reason = null
    returning x.* into check_in;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.book_person(uuid, date, uuid, timestamptz) from public;
--> statement-breakpoint
-- Cancels a check-in: the caller's, a child's of theirs, or, by staff, a member's, whatever it came to,
-- which leaves a trace. One row, as `private.cancel_for_person` tells it; also refused are
-- check_in_not_found and not_class_staff (a reason by somebody else).
create or replace function private.cancel_check_in(id uuid, reason text)
returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  acts constant uuid[] := private.person_ids();
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  was public.check_ins;
  as_staff boolean;
  done record;
begin
  perform private.hold_caller();
  select x.* into was from public.check_ins x
  where x.id = cancel_check_in.id and (x.user_id = any (acts) or x.gym_id = any (staffed));
  as_staff := was.gym_id = any (staffed) and (reason is not null or not was.user_id = any (acts));
  if was.id is null then
    refusal := 'check_in_not_found';
  elsif reason is not null and not as_staff then
    refusal := 'not_class_staff';
  else
    -- The trace names them, and an erasure of theirs under way waits for the date.
    perform private.hold_member(was.class_id, was.user_id);
    select * into done from private.cancel_for_person(was.id, now(), as_staff, reason);
    refusal := done.refusal;
    check_in := done.check_in;
    if done.changed and as_staff then
      perform private.audit(
        was.gym_id, was.user_id, 'overridden',
        jsonb_build_object(
          'class_id', was.class_id, 'class_date', was.class_date, 'from', was.status,
          'status', 'cancelled', 'reason', reason
        )
      );
    end if;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_check_in(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.cancel_check_in(uuid, text) to authenticated;
--> statement-breakpoint
-- Cancels a check-in at `at`, and gives the place to who is next in line. Asks nobody who they are: it
-- is for functions that have. One row: the refusal, or the check-in as it stands; cancelled again it
-- stays as it is. A member takes a booking back until the class wants that, or until the start if they
-- were moved up after that; what has happened is for staff to correct (`as_staff`).
-- Refusals: check_in_not_found (its owner was erased), cancel_too_late, check_in_present,
-- check_in_no_show.
create or replace function private.cancel_for_person(
  id uuid, at timestamptz, as_staff boolean, reason text
) returns table (refusal text, changed boolean, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
begin
  check_in := private.hold_check_in(cancel_for_person.id);
  select * into o from private.settle_class_date(check_in.class_id, check_in.class_date, at);
  select x.* into check_in from public.check_ins x where x.id = cancel_for_person.id;
  refusal := case
    when as_staff then null
    when check_in.status = 'present' then 'check_in_present'
    when check_in.status = 'no_show' then 'check_in_no_show'
    when check_in.status = 'booked'
      and at > case when check_in.promoted_at > o.cancel_until then o.starts_at else o.cancel_until end
      then 'cancel_too_late'
  end;
  changed := refusal is null and check_in.status <> 'cancelled';
  if changed then
    update public.check_ins x
    set status = 'cancelled', offered_until = null,
      override_reason = coalesce(reason, x.override_reason)
    where x.id = cancel_for_person.id returning x.* into check_in;
    if not found then
      -- Of somebody erased: their rows stay as they were left.
      return query select 'check_in_not_found', false, null::public.check_ins;
      return;
    end if;
    perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_for_person(uuid, timestamptz, boolean, text) from public;
--> statement-breakpoint
-- Checks somebody in who says at `made` that they are there, which reaches us at `received`: later, if
-- their phone was offline. Asks nobody who they are: it is for functions that have, such as a front
-- desk's, which has no user (`by_whom` null, `as_staff` false, `reason` null). One row: the refusal,
-- with when to try again if that is known, or the check-in as it stands, `present`, or `waiting` where
-- the class is full, and whether that is new. Repeated, it answers the same and changes nothing.
--  * `made` decides about the window, 30 minutes before the start until the end. Who was offline
--    displaces nobody: places are given as they are free at `received`.
--  * Who has a place takes it, also who was taken for a no-show meanwhile; everybody else one that is
--    free, or they wait for one, in their place in line if they do already.
--  * Staff record who was there when the class is over, however many that were.
--  * With a reason, staff set window and capacity aside, but not before the day of the class.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, check_in_too_early (from `retry_at`),
-- check_in_too_late, class_was_full (over by `received`, and no place was left).
create or replace function private.check_in_person(
  class uuid, on_date date, person uuid, made timestamptz, received timestamptz, by_whom uuid,
  as_staff boolean, reason text
) returns table (
  refusal text, retry_at timestamptz, changed boolean, check_in public.check_ins
)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
  was public.check_ins;
  opens timestamptz;
  becomes text := 'waiting';
begin
  if not private.hold_member(class, person) then
    return query select 'member_not_found', null::timestamptz, false, null::public.check_ins;
    return;
  end if;
  perform private.hold_class_date(class, on_date);
  select * into o from private.settle_class_date(class, on_date, received);
  select x.* into was from public.check_ins x
  where x.user_id = person and x.class_id = class and x.class_date = on_date;
  if was.status = 'present' then
    return query select null::text, null::timestamptz, false, was;
    return;
  end if;

  changed := false;
  opens := o.starts_at - interval '30 minutes';
  if was.status in ('booked', 'offered', 'no_show') or o.free is null or o.free > 0
    or reason is not null or as_staff and received > o.ends_at
  then
    becomes := 'present';
  end if;
  refusal := case
    when o.status is null then 'not_on_that_date'
    when o.status = 'cancelled' then 'class_cancelled'
    when made < opens
      and (reason is null or (made at time zone o.timezone)::date < on_date) then 'check_in_too_early'
    when made > o.ends_at and not as_staff and reason is null then 'check_in_too_late'
    when becomes = 'waiting' and received > o.ends_at then 'class_was_full'
  end;
  if refusal is not null then
    retry_at := case when refusal = 'check_in_too_early' then opens end;
  elsif becomes = 'waiting' and was.status = 'waiting' and was.arrived then
    check_in := was;
  else
    insert into public.check_ins as x (
      user_id, class_id, gym_id, class_date, status, place, arrived, made_at, received_at,
      checked_in_by, override_reason
    )
    values (
      person, class, o.gym_id, on_date, becomes,
      case when was.status <> 'cancelled' then was.place else o.next_place end, true, made, received,
      by_whom, reason
    )
    on conflict (user_id, class_id, class_date) do update
    set status = excluded.status, place = excluded.place, arrived = true, offered_until = null,
      promoted_at = case when x.status <> 'cancelled' then x.promoted_at end,
      made_at = excluded.made_at, received_at = excluded.received_at,
      checked_in_by = excluded.checked_in_by, override_reason = excluded.override_reason
    returning x.* into check_in;
    changed := true;
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in_person(
  uuid, date, uuid, timestamptz, timestamptz, uuid, boolean, text
) from public;
--> statement-breakpoint
-- Checks people in to one date of a class, in their order: the caller, children of theirs, or, by
-- staff, members of the gym. One row each, as `private.check_in_person` tells it; also refused are
-- class_not_found, child_not_found, not_class_staff (a reason by somebody else), made_in_future and
-- made_too_long_ago. The clock is the database's; who was offline says when it was, within a day.
-- What staff do for others, or set a rule aside for, leaves a trace.
create or replace function private.check_in(
  class uuid, on_date date, persons uuid[], made timestamptz, reason text
) returns table (person uuid, refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  acts constant uuid[] := private.persons_of(caller);
  gym uuid;
  staffed boolean;
  refused text;
  done record;
begin
  -- All there is to know of the caller, asked at once: most calls are of one person, and many.
  select c.gym_id, bool_or(m.user_id = caller and m.role in ('INSTRUCTOR', 'MANAGER'))
  into gym, staffed
  from public.classes c
  join public.memberships m on m.gym_id = c.gym_id and m.user_id = any (acts) and m.in_effect
  where c.id = class
  group by c.gym_id;
  refused := case
    when gym is null then 'class_not_found'
    when reason is not null and not staffed then 'not_class_staff'
    when made > now() then 'made_in_future'
    when made < now() - interval '1 day' then 'made_too_long_ago'
  end;
  -- Several ahead of the date, as private.hold_member says.
  if cardinality(persons) > 1 then
    perform private.hold_member(class, held.id)
    from (
      select u.id from unnest(persons) u (id) where staffed or u.id = any (acts) order by u.id
    ) held;
  end if;
  foreach person in array persons loop
    retry_at := null;
    check_in := null;
    refusal := case
      when refused is not null then refused
      when not staffed and not person = any (acts) then 'child_not_found'
    end;
    if refusal is null then
      select * into done from private.check_in_person(
        class, on_date, person, coalesce(made, now()), now(), caller,
        staffed and not person = any (acts), reason
      );
      refusal := done.refusal;
      retry_at := done.retry_at;
      check_in := done.check_in;
      if done.changed and (reason is not null or not person = any (acts)) then
        perform private.audit(
          gym, person, case when reason is null then 'checked_in_by_staff' else 'overridden' end,
          jsonb_build_object(
            'class_id', class, 'class_date', on_date, 'status', (done.check_in).status, 'reason', reason
          )
        );
      end if;
    end if;
    return next;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in(uuid, date, uuid[], timestamptz, text) from public;
--> statement-breakpoint
grant execute on function private.check_in(uuid, date, uuid[], timestamptz, text) to authenticated;
--> statement-breakpoint
-- Holds the date that a check-in is for, and answers the check-in. A change of the schedule may move
-- it to another class of the series while one waits: then that one's date is held.
create or replace function private.hold_check_in(id uuid) returns public.check_ins
language plpgsql volatile set search_path = '' as $$
declare
  was public.check_ins;
  held public.check_ins;
begin
  select x.* into was from public.check_ins x where x.id = hold_check_in.id;
  loop
    perform private.hold_class_date(was.class_id, was.class_date);
    select x.* into held from public.check_ins x where x.id = hold_check_in.id;
    if held.class_id is not distinct from was.class_id then
      return held;
    end if;
    was := held;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_check_in(uuid) from public;
--> statement-breakpoint
-- A manager lets a device in for the gym; twenty at most are let in at a time.
create or replace function private.let_in_front_desk(gym uuid, name text, token_hash text)
returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym lets devices in'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  -- Two at once are counted one after the other.
  perform from public.gyms g where g.id = gym for no key update;
  if 20 <= (
    select count(*) from public.front_desks d where d.gym_id = gym and d.revoked_at is null
  ) then
    raise exception 'so many devices are let in at a time'
      using errcode = 'check_violation', constraint = 'front_desks_exhausted';
  end if;
  perform private.audit(
    gym, null, 'front_desk_let_in', jsonb_build_object('name', let_in_front_desk.name)
  );
  return query
    insert into public.front_desks as d (gym_id, name, token_hash, created_by)
    values (gym, let_in_front_desk.name, let_in_front_desk.token_hash, caller)
    returning d.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.let_in_front_desk(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.let_in_front_desk(uuid, text, text) to authenticated;
--> statement-breakpoint
-- The device that a token is of, unless it was revoked.
create or replace function private.open_front_desk(token text) returns setof public.front_desks
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.* from public.front_desks d
    where d.token_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex') and d.revoked_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_front_desk(text) from public;
--> statement-breakpoint
-- Lets a device in no more, for good. No row when there is none to revoke.
create or replace function private.revoke_front_desk(desk uuid) returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.front_desks;
begin
  perform private.hold_caller();
  update public.front_desks d set revoked_at = now()
  where d.id = desk and d.gym_id = any (private.gym_ids('MANAGER')) and d.revoked_at is null
  returning d.* into revoked;
  if found then
    perform private.audit(
      revoked.gym_id, null, 'front_desk_revoked', jsonb_build_object('name', revoked.name)
    );
    return next revoked;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.revoke_front_desk(uuid) from public;
--> statement-breakpoint
grant execute on function private.revoke_front_desk(uuid) to authenticated;
--> statement-breakpoint
-- Does what an invitation offers to the caller: lets them in, hands them their record, or makes them a
-- child's guardian, who agrees to the child's data being kept. All or nothing, and once.
create or replace function private.accept_invitation(hash text, text_version text)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations := private.open_invitation(hash);
  claimant uuid := private.current_user_id();
begin
  if invitation.user_id is null then
    perform private.admit(claimant, invitation);
  elsif invitation.relation is null then
    perform private.assert_claimable(invitation.user_id);
    perform private.assert_invited_by_all(invitation);
    perform private.merge_account(claimant, invitation.user_id);
    claimant := invitation.user_id;
    perform private.audit(invitation.gym_id, claimant, 'record_claimed');
  else
    perform private.assert_guardian(claimant, u.birth_date)
    from public.users u where u.id = invitation.user_id;
    perform private.assert_invited_by_all(invitation);
    perform private.begin_guardianship(
      claimant, invitation.user_id, invitation.relation, invitation.created_by
    );
    perform private.note_consent(
      invitation.user_id, 'child_data', coalesce(accept_invitation.text_version, 'none')
    );
  end if;
  return query
    update public.invitations i set accepted_by = claimant, accepted_at = now()
    where i.id = invitation.id
    returning i.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.accept_invitation(text, text) from public;
--> statement-breakpoint
grant execute on function private.accept_invitation(text, text) to authenticated;
--> statement-breakpoint
-- Makes somebody new a member, with the role they were invited to. Who is a member stays what they are.
create or replace function private.admit(person uuid, invitation public.invitations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships as m (user_id, gym_id, role, approved_at, decided_by)
  values (person, invitation.gym_id, invitation.role, now(), invitation.created_by)
  on conflict (user_id, gym_id) do update
  set role = excluded.role, approved_at = excluded.approved_at, decided_by = excluded.decided_by,
    denied_at = null, left_at = null
  where not m.in_effect;
  if not found then
    raise exception 'a member already'
      using errcode = 'check_violation', constraint = 'already_member';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.admit(uuid, public.invitations) from public;
--> statement-breakpoint
-- No gym alone gives a record away that is active in another: each of its gyms must have invited the
-- same address to the same, and not taken it back, nor lost the manager who did.
create or replace function private.assert_invited_by_all(invitation public.invitations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.memberships m
    where m.user_id = invitation.user_id and m.left_at is null and m.denied_at is null
      and not exists (
        select from public.invitations i
        where i.gym_id = m.gym_id and i.user_id = m.user_id
          and lower(i.email collate "C") = lower(invitation.email collate "C")
          and (i.relation is null) = (invitation.relation is null)
          and i.revoked_at is null and i.expires_at > now() and exists (
            select from public.memberships inviter
            where inviter.gym_id = i.gym_id and inviter.user_id = i.created_by
              and inviter.role = 'MANAGER' and inviter.in_effect
          )
      )
  ) then
    raise exception 'the record is active in another gym, which has not invited this address'
      using errcode = 'check_violation', constraint = 'record_active_elsewhere';
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.assert_invited_by_all(public.invitations) from public;
--> statement-breakpoint
-- A manager invites an address to the gym: somebody new, whoever a record of the gym is about, or, with
-- a relation, a guardian of that child. The gym may invite although others have the record too; such
-- an invitation opens only beside theirs (private.accept_invitation).
create or replace function private.invite(
  gym uuid, person uuid, email text, role text, relation text, token_hash text
) returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  about public.users;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym invites'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  if person is not null then
    select u.* into about from public.users u
    join public.memberships m on m.user_id = u.id
    where u.id = person and u.deleted_at is null and m.gym_id = gym and m.in_effect;
    if not found then
      raise exception 'no such member'
        using errcode = 'foreign_key_violation', constraint = 'member_not_found';
    end if;
    if invite.relation is not null and not private.is_minor(about.birth_date) then
      raise exception 'only a child, by its birth date, has guardians'
        using errcode = 'check_violation', constraint = 'guardianships_of_a_child';
    end if;
    if invite.relation is null then
      perform private.assert_claimable(person);
    end if;
  end if;
  perform private.audit(gym, person, 'invited', jsonb_strip_nulls(jsonb_build_object(
    'role', invite.role, 'relation', invite.relation
  )));
  return query
    insert into public.invitations as i (
      gym_id, user_id, email, role, relation, token_hash, created_by, expires_at
    )
    values (
      gym, person, invite.email, invite.role, invite.relation, invite.token_hash, caller,
      now() + interval '14 days'
    )
    returning i.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.invite(uuid, uuid, text, text, text, text) from public;
--> statement-breakpoint
grant execute on function private.invite(uuid, uuid, text, text, text, text) to authenticated;
--> statement-breakpoint
-- The invitation behind a link, held for the caller, whom it must have been sent to. The persons are
-- held before it, the caller, whoever the record is about and who invited, in the order of their
-- ids: two claims at once wait for one another, and the second sees what came of the first. Addresses
-- are the same but for the case of ASCII letters: beyond them `lower` makes one of two.
create or replace function private.open_invitation(hash text) returns public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  fault text;
  invitation public.invitations;
begin
  perform from public.users u
  where u.deleted_at is null and u.id in (
    select caller
    union all
    select unnest(array[i.user_id, i.created_by]) from public.invitations i where i.token_hash = hash
  )
  order by u.id for update;
  if not exists (select from public.users u where u.id = caller and u.deleted_at is null) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  select i.* into invitation from public.invitations i where i.token_hash = hash for update;
  fault := case
    when invitation.id is null then 'not_found'
    when not exists (
      select from public.users u
      where u.id = caller and u.email_verified_at is not null
        and lower(u.email collate "C") = lower(invitation.email collate "C")
    ) then 'not_yours'
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null or not exists (
      select from public.memberships m
      where m.gym_id = invitation.gym_id and m.user_id = invitation.created_by
        and m.role = 'MANAGER' and m.in_effect
    ) then 'revoked'
    when invitation.expires_at <= now() then 'expired'
  end;
  if fault is not null then
    raise exception 'the invitation is %', fault
      using errcode = 'check_violation', constraint = 'invitation_' || fault;
  end if;
  return invitation;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_invitation(text) from public;
--> statement-breakpoint
-- Takes an invitation back that nobody has accepted. No row when there is none to take back.
create or replace function private.revoke_invitation(invitation uuid)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.invitations;
begin
  perform private.hold_caller();
  update public.invitations i set revoked_at = now()
  where i.id = invitation and i.gym_id = any (private.gym_ids('MANAGER'))
    and num_nonnulls(i.accepted_at, i.revoked_at) = 0
  returning i.* into revoked;
  if found then
    perform private.audit(revoked.gym_id, revoked.user_id, 'invitation_revoked');
    return next revoked;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.revoke_invitation(uuid) from public;
--> statement-breakpoint
grant execute on function private.revoke_invitation(uuid) to authenticated;
--> statement-breakpoint
-- A manager changes the profile of a member: of who neither signs in nor has a guardian all of it, of a
-- child the birth date. Nobody but a guardian makes a child an adult who has one. No row when there
-- is no such member, or nothing of theirs that a manager changes. The answer tells the whole profile:
-- that of a child leaves a trace, as reading it does.
create or replace function private.change_member(gym uuid, person uuid, changes jsonb)
returns setof public.users
language plpgsql security definer set search_path = '' as $$
declare
  was public.users;
  becomes public.users;
  guarded boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym changes members'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  select u.* into was from public.users u
  where u.id = person and u.deleted_at is null and exists (
    select from public.memberships m where m.gym_id = gym and m.user_id = u.id and m.in_effect
  )
  for no key update;
  if not found then
    return;
  end if;
  guarded := exists (
    select from public.guardianships g where g.dependent_id = person and g.ended_at is null
  ) and private.is_minor(was.birth_date);
  becomes := jsonb_populate_record(was, changes);
  if (was.subject is not null or guarded)
    and (changes - 'birth_date' <> '{}' or not private.is_minor(was.birth_date))
  then
    raise exception 'the profile is theirs, or their guardian''s, to change'
      using errcode = 'insufficient_privilege', constraint = 'users_not_the_gyms';
  end if;
  if private.is_minor(was.birth_date) and becomes.birth_date is null
    or guarded and not private.is_minor(becomes.birth_date)
  then
    raise exception 'a guardian says that a child is none'
      using errcode = 'insufficient_privilege', constraint = 'users_birth_date_guarded';
  end if;
  if private.is_minor(was.birth_date) then
    perform private.note_reading(gym, array[person], 'minor_read');
  end if;
  return query
    update public.users u
    set first_name = becomes.first_name, last_name = becomes.last_name, email = becomes.email,
      birth_date = becomes.birth_date, gender = becomes.gender, phone = becomes.phone
    where u.id = person
    returning u.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.change_member(uuid, uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function private.change_member(uuid, uuid, jsonb) to authenticated;
--> statement-breakpoint
-- The emergency contacts of a member, for the staff of the gym: reading them leaves a trace.
create or replace function private.member_contacts(gym uuid, person uuid)
returns setof public.emergency_contacts
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) or not exists (
    select from public.memberships m where m.gym_id = gym and m.user_id = person and m.in_effect
  ) then
    return;
  end if;
  perform private.note_reading(gym, array[person], 'contacts_read');
  return query
    select c.* from public.emergency_contacts c
    where c.user_id = person order by c.created_at, c.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.member_contacts(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.member_contacts(uuid, uuid) to authenticated;
--> statement-breakpoint
-- The profile of a member, for the staff of the gym, and for its managers of who asks to join. The only
-- way in which staff read a child's birth date, email and phone: it leaves a trace.
create or replace function private.member_profile(gym uuid, person uuid) returns setof public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  staffs constant boolean := gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'));
  manages constant boolean := gym = any (private.gym_ids('MANAGER'));
  told public.users;
begin
  perform private.hold_caller();
  select u.* into told from public.users u
  join public.memberships m on m.user_id = u.id
  where m.gym_id = gym and u.id = person and m.left_at is null and m.denied_at is null
    and (manages or staffs and m.approved_at is not null)
    and u.deleted_at is null;
  if not found then
    return;
  end if;
  if private.is_minor(told.birth_date) then
    perform private.note_reading(gym, array[person], 'minor_read');
  end if;
  return next told;
end
$$;
--> statement-breakpoint
revoke execute on function private.member_profile(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.member_profile(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Splits a class in two: the one that was ends on the day before `from_date`, and another of the same
-- series goes on from there, with the changes that were made to its dates and what is booked for them.
-- Nothing else differs yet; it answers the one to change. From its first date on, that is the class
-- itself. Row security knows no "as before", so a manager of the gym gets here by the function; no row
-- for anybody else.
create or replace function private.split_class(class uuid, from_date date) returns setof public.classes
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  was public.classes;
begin
  perform private.hold_teacher(class);
  select c.* into was from public.classes c
  where c.id = class and c.deleted_at is null and c.gym_id = any (private.gym_ids('MANAGER'))
    and (c.ends_on is null or from_date <= c.ends_on)
  for no key update;
  if not found or from_date <= was.starts_on then
    return query select c.* from public.classes c where c.id = was.id;
    return;
  end if;

  -- What is booked for its dates goes along, and nothing is booked meanwhile.
  perform private.hold_class_dates(class, from_date);
  was.series_id := coalesce(was.series_id, was.id);
  was.id := gen_random_uuid();
  was.starts_on := from_date;
  was.created_by := caller;
  was.legacy_id := null;
  was.created_at := now();
  was.updated_at := now();
  -- It appears with its changes: without them its instructor might have two classes at once.
  was.deleted_at := now();
  insert into public.classes select was.*;
  update private.class_dates d set class_id = was.id
  where d.class_id = class and d.class_date >= from_date;
  update public.check_ins x set class_id = was.id
  where x.class_id = class and x.class_date >= from_date;
  update public.classes c set ends_on = from_date - 1 where c.id = class;
  update public.class_changes x set class_id = was.id
  where x.class_id = class and x.class_date >= from_date;
  update public.classes c set deleted_at = null where c.id = was.id;
  return query select c.* from public.classes c where c.id = was.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.split_class(uuid, date) from public;
--> statement-breakpoint
grant execute on function private.split_class(uuid, date) to authenticated;
--> statement-breakpoint
-- A guardian agrees to a text for a child of theirs.
create or replace function private.give_consent(person uuid, kind text, text_version text)
returns setof public.consents
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
  noted uuid;
begin
  if person = caller or not person = any (private.person_ids()) then
    return;
  end if;
  noted := private.note_consent(person, give_consent.kind, give_consent.text_version);
  return query select c.* from public.consents c where c.id = noted;
end
$$;
--> statement-breakpoint
revoke execute on function private.give_consent(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.give_consent(uuid, text, text) to authenticated;
--> statement-breakpoint
-- Takes back what the caller agreed to. What is kept until then stays until it is erased.
create or replace function private.withdraw_consent(consent uuid) returns setof public.consents
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  withdrawn public.consents;
begin
  update public.consents c set withdrawn_at = now()
  where c.id = consent and c.given_by = caller and c.withdrawn_at is null
  returning c.* into withdrawn;
  if found then
    perform private.audit(
      null, withdrawn.user_id, 'consent_withdrawn',
      jsonb_build_object('kind', withdrawn.kind, 'text_version', withdrawn.text_version)
    );
    return next withdrawn;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.withdraw_consent(uuid) from public;
--> statement-breakpoint
grant execute on function private.withdraw_consent(uuid) to authenticated;
--> statement-breakpoint
-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token says
-- of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. A token older than the row's last news tells
-- old news, and one from before a deletion is not admitted (no row is returned). Tokens have a clock of their
-- own and note which fields they said: a webhook's news of the others is never stale because of a token.
-- That an email is verified is not read from a Supabase token, whose user_metadata its bearer may write, but
-- from Supabase Auth's own table, where there is one. What the token says is in the claims, put there by the edge under `tatame_identity`
-- and signed; an argument could be made up. A function, because planning this statement anew costs more than
-- running it.
create or replace function private.ensure_user() returns table (user_row public.users, outcome text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims constant jsonb := private.caller_claims();
  identity constant jsonb := claims -> 'tatame_identity';
  token_subject constant text := claims ->> 'sub';
  token_provider constant text := identity ->> 'provider';
  token_email constant text := identity ->> 'email';
  token_first_name constant text := identity ->> 'first_name';
  token_last_name constant text := identity ->> 'last_name';
  token_image_url constant text := identity ->> 'image_url';
  issued_at constant timestamptz := identity ->> 'issued_at';
  said constant text[] := array_remove(array[
    case when token_email is not null then 'email' end,
    case when token_first_name is not null then 'first_name' end,
    case when token_last_name is not null then 'last_name' end,
    case when token_image_url is not null then 'image_url' end
  ], null);
  verified_at timestamptz := case
    when token_provider = 'clerk' and identity ->> 'email_verified' = 'true' then issued_at
  end;
begin
  if identity is null then
    raise exception 'no identity in the claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  if token_provider = 'supabase' and to_regclass('auth.users') is not null
    and pg_input_is_valid(token_subject, 'uuid') then
    verified_at := (
      select a.email_confirmed_at from auth.users a
      where a.id = token_subject::uuid and lower(a.email collate "C") = lower(token_email collate "C")
    );
  end if;
  return query
    with admitted as (
      select where not exists (
        select from public.users u
        where u.subject = token_subject and u.deleted_at is not null
          and u.identity_updated_at >= issued_at
      )
    ),
    unchanged as (
      select u as user_row from public.users u, admitted
      where u.subject = token_subject and u.deleted_at is null and (
        greatest(u.identity_updated_at, u.token_issued_at) > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        ) and (u.email_verified_at is not null or verified_at is null)
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, email_verified_at, first_name,
        last_name, image_url, source, last_synced_at, token_issued_at, token_fields)
      select token_subject, token_provider, token_email, verified_at, token_first_name,
        token_last_name, token_image_url, 'token', now(), issued_at, said
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          email_verified_at = case
            when lower(coalesce(excluded.email, u.email) collate "C") = lower(u.email collate "C")
              then coalesce(u.email_verified_at, excluded.email_verified_at)
            else excluded.email_verified_at
          end,
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          token_issued_at = excluded.token_issued_at,
          token_fields = excluded.token_fields
      returning u as user_row, xmax = 0 as inserted
    )
    select unchanged.user_row, 'unchanged' from unchanged
    union all
    select written.user_row, case when inserted then 'inserted' else 'updated' end from written;
end
$$;
--> statement-breakpoint
revoke execute on function private.ensure_user() from public;
--> statement-breakpoint
grant execute on function private.ensure_user() to authenticated;
--> statement-breakpoint
-- Makes the record of a child, with the caller as its guardian, who agrees to its being kept.
create or replace function private.add_child(profile jsonb, relation text, text_version text)
returns setof public.users
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  child public.users := jsonb_populate_record(null::public.users, profile);
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  perform private.assert_guardian(caller, child.birth_date);
  insert into public.users as u (first_name, last_name, birth_date, gender, phone, source)
  values (child.first_name, child.last_name, child.birth_date, child.gender, child.phone, 'guardian')
  returning u.* into child;
  perform private.begin_guardianship(caller, child.id, add_child.relation, caller);
  perform private.note_consent(child.id, 'child_data', add_child.text_version);
  return next child;
end
$$;
--> statement-breakpoint
revoke execute on function private.add_child(jsonb, text, text) from public;
--> statement-breakpoint
grant execute on function private.add_child(jsonb, text, text) to authenticated;
--> statement-breakpoint
-- Ends the caller's guardianship of a child. The last guardian of a child who is in no gym would leave
-- a record that nobody reaches: that one is erased instead, by another call.
create or replace function private.end_guardianship(dependent uuid)
returns setof public.guardianships
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  ended public.guardianships;
begin
  perform from public.users u where u.id = dependent for no key update;
  if dependent = caller or not dependent = any (private.person_ids()) then
    return;
  end if;
  update public.guardianships g set ended_at = now()
  where g.guardian_id = caller and g.dependent_id = dependent and g.ended_at is null
  returning g.* into ended;
  if private.is_orphan(dependent) then
    raise exception 'nobody else has this record'
      using errcode = 'check_violation', constraint = 'guardianships_last';
  end if;
  perform private.audit(null, dependent, 'guardianship_ended');
  return next ended;
end
$$;
--> statement-breakpoint
revoke execute on function private.end_guardianship(uuid) from public;
--> statement-breakpoint
grant execute on function private.end_guardianship(uuid) to authenticated;
--> statement-breakpoint
create policy "audit_events_select_manager_or_subject" on "public"."audit_events" as permissive for select to authenticated
  using (("audit_events"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or "audit_events"."subject_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create policy "calendar_links_select_own_or_manager" on "public"."calendar_links" as permissive for select to authenticated
  using (("calendar_links"."user_id" = (select private.current_user_id()) or "calendar_links"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));
--> statement-breakpoint
create policy "calendar_links_insert_own_or_manager" on "public"."calendar_links" as permissive for insert to authenticated
  with check ((("calendar_links"."user_id" = (select private.current_user_id()) or "calendar_links"."gym_id" in (select unnest(private.gym_ids('MANAGER')))) and "calendar_links"."revoked_at" is null));
--> statement-breakpoint
create policy "calendar_links_update_own_or_manager" on "public"."calendar_links" as permissive for update to authenticated
  using (("calendar_links"."user_id" = (select private.current_user_id()) or "calendar_links"."gym_id" in (select unnest(private.gym_ids('MANAGER')))))
  with check (("calendar_links"."user_id" = (select private.current_user_id()) or "calendar_links"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));
--> statement-breakpoint
create policy "check_ins_select_own_or_staff" on "public"."check_ins" as permissive for select to authenticated
  using (("check_ins"."user_id" = any ((select private.person_ids())::uuid[]) or "check_ins"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "class_changes_select_members" on "public"."class_changes" as permissive for select to authenticated
  using ("class_changes"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "class_changes_insert_manager_or_instructor" on "public"."class_changes" as permissive for insert to authenticated
  with check (("class_changes"."created_by" = (select private.current_user_id()) and ("class_changes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or (class_id = any ((select private.taught_class_ids())::uuid[]) and "class_changes"."kind" <> 'moved'))));
--> statement-breakpoint
create policy "class_changes_delete_manager_or_maker" on "public"."class_changes" as permissive for delete to authenticated
  using (("class_changes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or ("class_changes"."created_by" = (select private.current_user_id()) and class_id = any ((select private.taught_class_ids())::uuid[]))));
--> statement-breakpoint
create policy "classes_select_members" on "public"."classes" as permissive for select to authenticated
  using ("classes"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "classes_insert_manager" on "public"."classes" as permissive for insert to authenticated
  with check (("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "classes"."created_by" = (select private.current_user_id()) and "classes"."series_id" is null and "classes"."deleted_at" is null and "classes"."legacy_id" is null));
--> statement-breakpoint
create policy "classes_update_manager" on "public"."classes" as permissive for update to authenticated
  using ("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]))
  with check ("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "consent_texts_select_all" on "public"."consent_texts" as permissive for select to anon, authenticated
  using (true);
--> statement-breakpoint
create policy "consents_select_own" on "public"."consents" as permissive for select to authenticated
  using (("consents"."user_id" = any ((select private.person_ids())::uuid[]) or "consents"."given_by" = (select private.current_user_id())));
--> statement-breakpoint
create policy "emergency_contacts_select_own" on "public"."emergency_contacts" as permissive for select to authenticated
  using ("emergency_contacts"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "emergency_contacts_insert_own" on "public"."emergency_contacts" as permissive for insert to authenticated
  with check ("emergency_contacts"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "emergency_contacts_update_own" on "public"."emergency_contacts" as permissive for update to authenticated
  using ("emergency_contacts"."user_id" = any ((select private.person_ids())::uuid[]))
  with check ("emergency_contacts"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "emergency_contacts_delete_own" on "public"."emergency_contacts" as permissive for delete to authenticated
  using ("emergency_contacts"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "front_desk_events_select_own_or_manager" on "public"."front_desk_events" as permissive for select to authenticated
  using (("front_desk_events"."user_id" = any ((select private.person_ids())::uuid[]) or "front_desk_events"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "front_desks_select_manager" on "public"."front_desks" as permissive for select to authenticated
  using ("front_desks"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "guardianships_select_own_or_staff" on "public"."guardianships" as permissive for select to authenticated
  using (("guardianships"."guardian_id" = (select private.current_user_id()) or "guardianships"."dependent_id" = any ((select private.person_ids())::uuid[]) or "guardianships"."dependent_id" in (select private.visible_member_ids())));
--> statement-breakpoint
create policy "invitations_select_manager" on "public"."invitations" as permissive for select to authenticated
  using ("invitations"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "memberships_select_own_or_staff" on "public"."memberships" as permissive for select to authenticated
  using (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "memberships_insert_own" on "public"."memberships" as permissive for insert to authenticated
  with check (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) and "memberships"."role" = 'STUDENT' and "memberships"."approved_at" is null and "memberships"."denied_at" is null and "memberships"."decided_by" is null and "memberships"."left_at" is null and "memberships"."legacy_id" is null and "memberships"."external_ref" is null));
--> statement-breakpoint
create policy "memberships_update_own_or_manager" on "public"."memberships" as permissive for update to authenticated
  using (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])))
  with check (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "user_profiles_select_own" on "public"."user_profiles" as permissive for select to authenticated
  using ("user_profiles"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "users_select_own_or_staff" on "public"."users" as permissive for select to authenticated
  using (("users"."id" = any ((select private.person_ids())::uuid[]) or ("users"."id" in (select private.visible_member_ids()) and coalesce("users"."birth_date" <= (select private.adults_born_by()), true))));
--> statement-breakpoint
create policy "users_update_own" on "public"."users" as permissive for update to authenticated
  using ("users"."id" = any ((select private.person_ids())::uuid[]))
  with check ("users"."id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create trigger "audit_events_hold_subject_id" before insert or update of "subject_id" on "public"."audit_events"
  for each row when (new."subject_id" is not null) execute function private.hold_person('subject_id');
--> statement-breakpoint
create trigger "audit_events_hold_actor_id" before insert or update of "actor_id" on "public"."audit_events"
  for each row when (new."actor_id" is not null) execute function private.hold_person('actor_id');
--> statement-breakpoint
create trigger "audit_events_append_only" before update or delete on "public"."audit_events"
  for each row execute function private.guard_audit_event();
--> statement-breakpoint
create trigger "audit_events_never_emptied" before truncate on "public"."audit_events"
  for each statement execute function private.refuse_change();
--> statement-breakpoint
create trigger "calendar_links_hold_user_id" before insert or update of "user_id" on "public"."calendar_links"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "calendar_links_touch" before update on "public"."calendar_links"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "calendar_links_stamp_insert" before insert on "public"."calendar_links"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "calendar_links_guard_revocation" before update of "revoked_at" on "public"."calendar_links"
  for each row execute function private.guard_calendar_revocation();
--> statement-breakpoint
create trigger "check_in_codes_hold_user_id" before insert or update of "user_id" on "private"."check_in_codes"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "check_ins_hold_user_id" before insert or update of "user_id" on "public"."check_ins"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "check_ins_keep_erased_user_id" before update on "public"."check_ins"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "check_ins_hold_checked_in_by" before insert or update of "checked_in_by" on "public"."check_ins"
  for each row when (new."checked_in_by" is not null) execute function private.hold_person('checked_in_by');
--> statement-breakpoint
create trigger "check_ins_touch" before update on "public"."check_ins"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "check_ins_transition" before update of "status" on "public"."check_ins"
  for each row when ((old."status", new."status") not in (('booked', 'booked'), ('booked', 'present'), ('booked', 'no_show'), ('booked', 'cancelled'), ('waiting', 'waiting'), ('waiting', 'booked'), ('waiting', 'offered'), ('waiting', 'present'), ('waiting', 'cancelled'), ('offered', 'offered'), ('offered', 'booked'), ('offered', 'present'), ('offered', 'cancelled'), ('present', 'present'), ('present', 'cancelled'), ('no_show', 'no_show'), ('no_show', 'present'), ('no_show', 'cancelled'), ('cancelled', 'cancelled'), ('cancelled', 'booked'), ('cancelled', 'waiting'), ('cancelled', 'present'))) execute function private.guard_transition('status', '{"booked":["present","no_show","cancelled"],"waiting":["booked","offered","present","cancelled"],"offered":["booked","present","cancelled"],"present":["cancelled"],"no_show":["present","cancelled"],"cancelled":["booked","waiting","present"]}');
--> statement-breakpoint
create trigger "check_ins_count" after insert or update of "status", "place" on "public"."check_ins"
  for each row execute function private.count_check_in();
--> statement-breakpoint
create trigger "class_changes_release_dates" after insert on "public"."class_changes"
  for each row when (new.kind = 'cancelled') execute function private.follow_schedule();
--> statement-breakpoint
create trigger "class_changes_hold_instructor_id" before insert or update of "instructor_id" on "public"."class_changes"
  for each row when (new."instructor_id" is not null) execute function private.hold_person('instructor_id');
--> statement-breakpoint
create trigger "class_changes_hold_created_by" before insert or update of "created_by" on "public"."class_changes"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "class_changes_touch" before update on "public"."class_changes"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "class_changes_stamp_insert" before insert on "public"."class_changes"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "class_changes_guard_date" before insert on "public"."class_changes"
  for each row when (new.class_id is not null) execute function private.guard_class_change();
--> statement-breakpoint
create trigger "class_changes_guard_instructor" before insert or update of "instructor_id" on "public"."class_changes"
  for each row when (new.instructor_id is not null) execute function private.guard_instructor();
--> statement-breakpoint
create trigger "class_changes_refuse_overlaps" after insert or delete on "public"."class_changes"
  for each row execute function private.refuse_overlaps();
--> statement-breakpoint
create trigger "class_dates_touch" before update on "private"."class_dates"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "classes_release_dates" after update of "capacity", "weekday", "starts_on", "ends_on", "deleted_at" on "public"."classes"
  for each row execute function private.follow_schedule();
--> statement-breakpoint
create trigger "classes_hold_instructor_id" before insert or update of "instructor_id" on "public"."classes"
  for each row when (new."instructor_id" is not null) execute function private.hold_person('instructor_id');
--> statement-breakpoint
create trigger "classes_hold_created_by" before insert or update of "created_by" on "public"."classes"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "classes_touch" before update on "public"."classes"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "classes_stamp_insert" before insert on "public"."classes"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "classes_guard" before update on "public"."classes"
  for each row execute function private.guard_class();
--> statement-breakpoint
create trigger "classes_guard_instructor" before insert or update of "instructor_id" on "public"."classes"
  for each row when (new.instructor_id is not null) execute function private.guard_instructor();
--> statement-breakpoint
create trigger "classes_refuse_overlaps" after insert or update of "instructor_id", "weekday", "starts_at", "ends_at", "starts_on", "ends_on", "deleted_at" on "public"."classes"
  for each row when (new.deleted_at is null) execute function private.refuse_overlaps();
--> statement-breakpoint
create trigger "consent_texts_append_only" before update or delete or truncate on "public"."consent_texts"
  for each statement execute function private.refuse_change();
--> statement-breakpoint
create trigger "consents_hold_user_id" before insert or update of "user_id" on "public"."consents"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "consents_hold_given_by" before insert or update of "given_by" on "public"."consents"
  for each row when (new."given_by" is not null) execute function private.hold_person('given_by');
--> statement-breakpoint
create trigger "consents_touch" before update on "public"."consents"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "emergency_contacts_hold_user_id" before insert or update of "user_id" on "public"."emergency_contacts"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "emergency_contacts_touch" before update on "public"."emergency_contacts"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "emergency_contacts_stamp_insert" before insert on "public"."emergency_contacts"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "front_desk_events_hold_user_id" before insert or update of "user_id" on "public"."front_desk_events"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "front_desks_hold_created_by" before insert or update of "created_by" on "public"."front_desks"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "front_desks_touch" before update on "public"."front_desks"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "guardianships_hold_guardian_id" before insert or update of "guardian_id" on "public"."guardianships"
  for each row when (new."guardian_id" is not null) execute function private.hold_person('guardian_id');
--> statement-breakpoint
create trigger "guardianships_hold_dependent_id" before insert or update of "dependent_id" on "public"."guardianships"
  for each row when (new."dependent_id" is not null) execute function private.hold_person('dependent_id');
--> statement-breakpoint
create trigger "guardianships_hold_created_by" before insert or update of "created_by" on "public"."guardianships"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "guardianships_touch" before update on "public"."guardianships"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "invitations_hold_user_id" before insert or update of "user_id" on "public"."invitations"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "invitations_hold_accepted_by" before insert or update of "accepted_by" on "public"."invitations"
  for each row when (new."accepted_by" is not null) execute function private.hold_person('accepted_by');
--> statement-breakpoint
create trigger "invitations_hold_created_by" before insert or update of "created_by" on "public"."invitations"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "invitations_touch" before update on "public"."invitations"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_remove_pin" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.remove_pin_of_membership();
--> statement-breakpoint
create trigger "member_pins_hold_user_id" before insert or update of "user_id" on "private"."member_pins"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "memberships_release_member" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.release_member();
--> statement-breakpoint
create trigger "memberships_audit_role" after update of "role" on "public"."memberships"
  for each row when (old.role <> new.role) execute function private.audit_role();
--> statement-breakpoint
create trigger "users_hold_caller" before update of "birth_date" on "public"."users"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "users_guard_birth_date" before insert or update of "birth_date" on "public"."users"
  for each row execute function private.guard_birth_date();
--> statement-breakpoint
create trigger "users_audit_birth_date" after update of "birth_date" on "public"."users"
  for each row when (old.birth_date is distinct from new.birth_date and new.deleted_at is null) execute function private.audit_birth_date();
--> statement-breakpoint
alter table "public"."audit_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."audit_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."audit_events" to authenticated;
--> statement-breakpoint
grant select on table "public"."audit_events" to service_role;
--> statement-breakpoint
alter table "public"."calendar_links" force row level security;
--> statement-breakpoint
revoke all on table "public"."calendar_links" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select ("id", "user_id", "gym_id", "revoked_at", "created_at", "updated_at"), insert, update ("revoked_at") on table "public"."calendar_links" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."calendar_links" to service_role;
--> statement-breakpoint
alter table "private"."check_in_codes" force row level security;
--> statement-breakpoint
revoke all on table "private"."check_in_codes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."check_in_codes" to service_role;
--> statement-breakpoint
alter table "public"."check_ins" force row level security;
--> statement-breakpoint
revoke all on table "public"."check_ins" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."check_ins" to authenticated;
--> statement-breakpoint
grant select on table "public"."check_ins" to service_role;
--> statement-breakpoint
alter table "public"."class_changes" force row level security;
--> statement-breakpoint
revoke all on table "public"."class_changes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."class_changes" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."class_changes" to service_role;
--> statement-breakpoint
alter table "private"."class_dates" force row level security;
--> statement-breakpoint
revoke all on table "private"."class_dates" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."class_dates" to service_role;
--> statement-breakpoint
alter table "public"."classes" force row level security;
--> statement-breakpoint
revoke all on table "public"."classes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("instructor_id", "weekday", "starts_at", "ends_at", "starts_on", "ends_on", "modality", "description", "capacity", "bookable_from_hours", "cancel_until_minutes", "deleted_at") on table "public"."classes" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."classes" to service_role;
--> statement-breakpoint
alter table "public"."consent_texts" force row level security;
--> statement-breakpoint
revoke all on table "public"."consent_texts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."consent_texts" to anon;
--> statement-breakpoint
grant select on table "public"."consent_texts" to authenticated;
--> statement-breakpoint
grant select on table "public"."consent_texts" to service_role;
--> statement-breakpoint
alter table "public"."consents" force row level security;
--> statement-breakpoint
revoke all on table "public"."consents" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."consents" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."consents" to service_role;
--> statement-breakpoint
alter table "public"."emergency_contacts" force row level security;
--> statement-breakpoint
revoke all on table "public"."emergency_contacts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "phone", "relation", "notes"), delete on table "public"."emergency_contacts" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."emergency_contacts" to service_role;
--> statement-breakpoint
alter table "public"."front_desk_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."front_desk_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."front_desk_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."front_desk_events" to service_role;
--> statement-breakpoint
alter table "public"."front_desks" force row level security;
--> statement-breakpoint
revoke all on table "public"."front_desks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select ("id", "gym_id", "name", "created_by", "last_seen_at", "revoked_at", "created_at", "updated_at") on table "public"."front_desks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."front_desks" to service_role;
--> statement-breakpoint
alter table "public"."guardianships" force row level security;
--> statement-breakpoint
revoke all on table "public"."guardianships" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."guardianships" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."guardianships" to service_role;
--> statement-breakpoint
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone", "waitlist") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
--> statement-breakpoint
alter table "public"."invitations" force row level security;
--> statement-breakpoint
revoke all on table "public"."invitations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."invitations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."invitations" to service_role;
--> statement-breakpoint
alter table "private"."member_pins" force row level security;
--> statement-breakpoint
revoke all on table "private"."member_pins" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."member_pins" to service_role;
--> statement-breakpoint
-- src/db/schema/identity/consents/consent-texts.after.sql (bd9b9dae269c6be4)
-- What a guardian agrees to when a child's data is kept. Never changed: add a version.
insert into public.consent_texts (kind, text_version, text) values
  ('child_data', '2026-11.en',
    'I am a guardian of this child, and I agree that the academies they train at keep their name, date of birth, attendance, belts, and the emergency contacts and medical notes that I give, for as long as they train there. I can see and correct all of it, and have it exported or erased, at any time.'),
  ('child_data', '2026-11.pt',
    'Sou responsável por esta criança e concordo que as academias em que ela treina guardem o seu nome, a sua data de nascimento, as suas presenças, as suas faixas e os contatos de emergência e as notas médicas que eu informar, enquanto ela treinar nelas. Posso ver, corrigir, exportar e apagar tudo isso a qualquer momento.')
on conflict (kind, text_version) do nothing;
