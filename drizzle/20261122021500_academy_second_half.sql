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
    'public.front_desk_events', 'public.front_desks', 'private.member_pins',
    'public.check_ins', 'private.class_dates', 'public.class_changes', 'public.classes',
    'public.calendar_links', 'public.invitations',
    'public.notification_recipients', 'public.notifications',
    'public.documents'
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
-- Keeps the periods of a membership: one begins when somebody is let in, or is in again, and ends when
-- they leave. Who was let in at another time than was thought began at that.
create or replace function private.follow_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was_in constant boolean := tg_op = 'UPDATE' and old.in_effect;
begin
  if was_in and new.in_effect then
    update public.membership_periods p set began_at = new.approved_at
    where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null
      and p.began_at <> new.approved_at;
  elsif was_in then
    update public.membership_periods p
    set ended_at = greatest(p.began_at, coalesce(new.left_at, now()))
    where p.user_id = new.user_id and p.gym_id = new.gym_id and p.ended_at is null;
  elsif new.in_effect or tg_op = 'INSERT' and new.approved_at is not null then
    insert into public.membership_periods (user_id, gym_id, began_at, ended_at)
    select new.user_id, new.gym_id, began.at,
      case when new.left_at is not null then greatest(began.at, new.left_at) end
    from (select case when tg_op = 'UPDATE' and new.approved_at = old.approved_at
      then now() else new.approved_at end as at) began;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_membership() from public;
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
	CONSTRAINT "graduations_awarded_on_check" CHECK ("graduations"."awarded_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_on_check" CHECK ("graduations"."registered_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "graduations_registered_check" CHECK ("graduations"."registered_on" >= "graduations"."awarded_on"),
	CONSTRAINT "graduations_override_reason_check" CHECK (char_length("graduations"."override_reason") between 1 and 500),
	CONSTRAINT "graduations_void_reason_check" CHECK (char_length("graduations"."void_reason") between 1 and 500),
	CONSTRAINT "graduations_void_check" CHECK (("graduations"."voids" is null) = ("graduations"."void_reason" is null)),
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
CREATE TABLE "rank_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"modality" text NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text,
	"class_modalities" text[],
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rank_systems_version_unique" UNIQUE NULLS NOT DISTINCT("gym_id","modality","valid_from"),
	CONSTRAINT "rank_systems_name_check" CHECK (char_length("rank_systems"."name") between 1 and 120),
	CONSTRAINT "rank_systems_version_check" CHECK (char_length("rank_systems"."version") between 1 and 20),
	CONSTRAINT "rank_systems_modality_check" CHECK (char_length("rank_systems"."modality") between 1 and 60),
	CONSTRAINT "rank_systems_valid_from_check" CHECK ("rank_systems"."valid_from" between '2000-01-01' and '2099-12-31'),
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
	"degrees" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "ranks_system_id_belt_pk" PRIMARY KEY("system_id","belt"),
	CONSTRAINT "ranks_position_unique" UNIQUE("system_id","position"),
	CONSTRAINT "ranks_belt_check" CHECK (char_length("ranks"."belt") <= 40 and "ranks"."belt" ~ '^[a-z][a-z0-9]*(_[a-z0-9]+){0,5}$'),
	CONSTRAINT "ranks_position_check" CHECK ("ranks"."position" between 0 and 200),
	CONSTRAINT "ranks_name_check" CHECK (char_length("ranks"."name") between 1 and 60),
	CONSTRAINT "ranks_group_check" CHECK ("ranks"."group" in ('youth', 'adult')),
	CONSTRAINT "ranks_degrees_check" CHECK ("ranks"."degrees" between 0 and 20)
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
	CONSTRAINT "titles_won_on_check" CHECK ("titles"."won_on" between '2000-01-01' and '2099-12-31'),
	CONSTRAINT "titles_created_at_check" CHECK ("titles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "closed_at" timestamp (3) with time zone;
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
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_membership_fkey" FOREIGN KEY ("user_id","gym_id") REFERENCES "public"."memberships"("user_id","gym_id") ON DELETE no action ON UPDATE no action;
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
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rank_systems" ADD CONSTRAINT "rank_systems_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ranks" ADD CONSTRAINT "ranks_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "public"."rank_systems"("id") ON DELETE no action ON UPDATE no action;
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
CREATE INDEX "titles_user_id_index" ON "titles" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_gym_id_index" ON "titles" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "titles_recorded_by_index" ON "titles" USING btree ("recorded_by");
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'promoted', 'customer_matched', 'customer_unmatched', 'gym_closing', 'gym_kept', 'gym_closed', 'gym_exported', 'erased'));
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_closed_at_check" CHECK ("gyms"."closed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
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
create policy "grading_events_select_members" on "public"."grading_events" as permissive for select to authenticated
  using ("grading_events"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
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
create policy "notifications_select_staff" on "public"."notifications" as permissive for select to authenticated
  using ("notifications"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "rank_systems_select_members" on "public"."rank_systems" as permissive for select to authenticated
  using ("rank_systems"."gym_id" is null or "rank_systems"."gym_id" = any ((select private.person_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "ranks_select_signed_in" on "public"."ranks" as permissive for select to authenticated
  using (true);
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
create trigger "memberships_follow_periods" after insert or update of "approved_at", "left_at" on "public"."memberships"
  for each row execute function private.follow_membership();
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
create trigger "rank_systems_hold_created_by" before insert or update of "created_by" on "public"."rank_systems"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "rank_systems_stamp_insert" before insert on "public"."rank_systems"
  for each row execute function private.stamp_insert();
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
grant select on table "public"."notifications" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."notifications" to service_role;
--> statement-breakpoint
alter table "public"."rank_systems" force row level security;
--> statement-breakpoint
revoke all on table "public"."rank_systems" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."rank_systems" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."rank_systems" to service_role;
--> statement-breakpoint
alter table "public"."ranks" force row level security;
--> statement-breakpoint
revoke all on table "public"."ranks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."ranks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."ranks" to service_role;
--> statement-breakpoint
alter table "public"."titles" force row level security;
--> statement-breakpoint
revoke all on table "public"."titles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."titles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."titles" to service_role;
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
