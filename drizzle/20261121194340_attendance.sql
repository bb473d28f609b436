set local check_function_bodies = off;
--> statement-breakpoint
drop policy "users_select_own_or_staff" on "public"."users";
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
returns table (series_id uuid, class_date date, class_id uuid)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select coalesce(c.series_id, c.id), took_place.class_date, c.id
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
        where k.class_id = d.class_id and k.class_date = d.class_date and k.status = 'present'
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
begin
  for booked in
    select x.id from public.check_ins x
    where x.user_id = person and x.gym_id = gym and x.status in ('booked', 'waiting', 'offered')
    order by x.class_id, x.class_date
  loop
    perform private.hold_check_in(booked.id);
    update public.check_ins x set status = 'cancelled', offered_until = null
    where x.id = booked.id and x.status in ('booked', 'waiting', 'offered');
    perform private.settle_class_date(x.class_id, x.class_date, at)
    from public.check_ins x where x.id = booked.id;
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
  was text;
begin
  if tg_op = 'UPDATE' then
    was := old.status;
  end if;
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
-- decides by what they left. Ask about the occurrence afterwards, not before. A date that nobody has
-- touched has no row to lock; then a lock of its own stands in for it, and the schedule is kept from
-- changing meanwhile (`private.release_dates`), which otherwise would not see what is being made.
create or replace function private.hold_class_date(class uuid, on_date date) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
  if found then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('schedule ' || c.gym_id, 0))
  from public.classes c where c.id = class;
  perform pg_advisory_xact_lock(hashtextextended('class date ' || class || on_date, 0));
  perform from private.class_dates d where d.class_id = class and d.class_date = on_date for update;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_class_date(uuid, date) from public;
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
    where x.class_id = class and x.class_date = on_date
      and x.status in ('booked', 'waiting', 'offered');
  elsif held.waiting + held.offered > 0 then
    if held.offered > 0 then
      update public.check_ins x set status = 'cancelled', offered_until = null
      where x.class_id = class and x.class_date = on_date and x.offered_until <= at;
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
      where w.class_id = class and w.class_date = on_date and w.status = 'waiting'
        and (w.arrived or at < o.starts_at)
      order by w.place limit greatest(o.capacity - held.seated, 0)
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
    with open as (
      select x.class_id, x.gym_id, x.class_date, false as run_out from public.check_ins x
      where x.status in ('booked', 'waiting', 'offered')
        and x.class_date <= (at + interval '1 day')::date
      union
      select x.class_id, x.gym_id, x.class_date, true from public.check_ins x
      where x.offered_until <= at
    )
    select d.class_id, d.class_date from open
    join private.class_dates d using (class_id, gym_id, class_date)
    left join lateral private.occurrence(open.class_id, open.class_date) o on not open.run_out
    where open.run_out or o.status is null or o.ends_at < at
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
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
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
begin
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select b.* from public.gyms g
    cross join lateral private.birthdays(
      gym, (now() at time zone g.timezone)::date, days, after_date, after_id, page_size
    ) b
    where g.id = gym
    order by b.birthday, b.user_id;
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
      from public.check_ins k
      left join public.memberships m
        on m.user_id = k.user_id and m.gym_id = k.gym_id and m.in_effect
      left join public.users u on u.id = m.user_id and u.deleted_at is null
      where k.class_id = class and k.class_date = on_date and k.status <> 'cancelled'
    ) person
    where after_id is null or (person.name, person.id) > (after_name, after_id)
    order by person.name, person.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.roster(uuid, date, text, uuid, integer) from public;
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
	CONSTRAINT "class_dates_class_id_class_date_gym_id_pk" PRIMARY KEY("class_id","class_date","gym_id"),
	CONSTRAINT "class_dates_seated_check" CHECK ("private"."class_dates"."seated" >= 0),
	CONSTRAINT "class_dates_waiting_check" CHECK ("private"."class_dates"."waiting" >= 0),
	CONSTRAINT "class_dates_offered_check" CHECK ("private"."class_dates"."offered" >= 0),
	CONSTRAINT "class_dates_last_place_check" CHECK ("private"."class_dates"."last_place" >= 0),
	CONSTRAINT "class_dates_class_date_check" CHECK ("private"."class_dates"."class_date" between '2000-01-01' and '2099-12-31')
);
--> statement-breakpoint
ALTER TABLE "private"."class_dates" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "waitlist" text DEFAULT 'promote' NOT NULL;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_checked_in_by_users_id_fk" FOREIGN KEY ("checked_in_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."class_dates" ADD CONSTRAINT "class_dates_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "check_ins_gym_id_index" ON "check_ins" USING btree ("gym_id","made_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "check_ins_user_id_index" ON "check_ins" USING btree ("user_id","made_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "check_ins_class_id_index" ON "check_ins" USING btree ("class_id","class_date","place");
--> statement-breakpoint
CREATE INDEX "check_ins_checked_in_by_index" ON "check_ins" USING btree ("checked_in_by");
--> statement-breakpoint
CREATE INDEX "check_ins_open_index" ON "check_ins" USING btree ("class_date","class_id") WHERE "check_ins"."status" in ('booked', 'waiting', 'offered');
--> statement-breakpoint
CREATE INDEX "check_ins_present_index" ON "check_ins" USING btree ("gym_id","class_date","class_id","user_id") WHERE "check_ins"."status" in ('present');
--> statement-breakpoint
CREATE INDEX "check_ins_offered_until_index" ON "check_ins" USING btree ("offered_until") WHERE "check_ins"."offered_until" is not null;
--> statement-breakpoint
CREATE INDEX "class_dates_gym_id_index" ON "private"."class_dates" USING btree ("gym_id","class_date");
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_waitlist_check" CHECK ("gyms"."waitlist" in ('promote', 'hold'));
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
-- booking_too_early (from `retry_at`), booking_too_late.
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
-- Refusals: cancel_too_late, check_in_present, check_in_no_show.
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
  acts constant uuid[] := private.person_ids();
  gym uuid;
  staffed boolean;
  refused text;
  done record;
begin
  select c.gym_id, c.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) into gym, staffed
  from public.classes c where c.id = class and c.gym_id = any (private.person_gym_ids());
  refused := case
    when gym is null then 'class_not_found'
    when reason is not null and not staffed then 'not_class_staff'
    when made > now() then 'made_in_future'
    when made < now() - interval '1 day' then 'made_too_long_ago'
  end;
  -- All of them ahead of the date, as private.hold_member says.
  perform private.hold_member(class, held.id)
  from (select u.id from unnest(persons) u (id) where staffed order by u.id) held;
  foreach person in array persons loop
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
      if done.changed and staffed and (reason is not null or not person = any (acts)) then
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
  select c.* into was from public.classes c
  where c.id = class and c.deleted_at is null and c.gym_id = any (private.gym_ids('MANAGER'))
    and (c.ends_on is null or from_date <= c.ends_on)
  for no key update;
  if not found or from_date <= was.starts_on then
    return query select c.* from public.classes c where c.id = was.id;
    return;
  end if;

  -- What is booked for its dates goes along, and nothing is booked meanwhile.
  perform pg_advisory_xact_lock(hashtextextended('schedule ' || was.gym_id, 0));
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
create policy "check_ins_select_own_or_staff" on "public"."check_ins" as permissive for select to authenticated
  using (("check_ins"."user_id" = any ((select private.person_ids())::uuid[]) or "check_ins"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "users_select_own_or_staff" on "public"."users" as permissive for select to authenticated
  using (("users"."id" = any ((select private.person_ids())::uuid[]) or ("users"."id" in (select private.visible_member_ids()) and coalesce("users"."birth_date" <= (select private.adults_born_by()), true))));
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
create trigger "class_dates_touch" before update on "private"."class_dates"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "classes_release_dates" after update of "capacity", "weekday", "starts_on", "ends_on", "deleted_at" on "public"."classes"
  for each row execute function private.follow_schedule();
--> statement-breakpoint
create trigger "memberships_release_member" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.release_member();
--> statement-breakpoint
alter table "public"."check_ins" force row level security;
--> statement-breakpoint
revoke all on table "public"."check_ins" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."check_ins" to authenticated;
--> statement-breakpoint
grant select on table "public"."check_ins" to service_role;
--> statement-breakpoint
alter table "private"."class_dates" force row level security;
--> statement-breakpoint
revoke all on table "private"."class_dates" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."class_dates" to service_role;
--> statement-breakpoint
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone", "waitlist") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
