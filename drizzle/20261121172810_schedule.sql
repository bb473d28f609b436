set local check_function_bodies = off;
--> statement-breakpoint
-- Ends a person's memberships and takes them from the gyms they manage, which it answers by name:
-- those wait for a new manager.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  update public.memberships set left_at = now() where user_id = erased and left_at is null;
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
-- The gyms that a link's secret opens: the one it is for, or those of the person whose it is. Null when
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
-- What happens in a gym on some dates, 62 at most, with who teaches it: for its members, from whom row
-- security hides each other's profiles. Names are all that is told of a person.
create or replace function private.gym_schedule(gym uuid, first date, last date)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text, reason text,
  modality text, description text, capacity integer, bookable_from_hours integer,
  cancel_until_minutes integer, instructor_id uuid, instructor_first_name text,
  instructor_last_name text, is_substitute boolean
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.seen_gym_ids()) then
    return;
  end if;
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, o.reason, c.modality,
      c.description, o.capacity, c.bookable_from_hours, c.cancel_until_minutes, o.instructor_id,
      u.first_name, u.last_name, o.instructor_id is distinct from c.instructor_id
    from private.occurrences(gym, first, least(last, first + 61)) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    order by o.starts_at, o.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_schedule(uuid, date, date) from public;
--> statement-breakpoint
grant execute on function private.gym_schedule(uuid, date, date) to authenticated;
--> statement-breakpoint
-- The gyms whose schedule a person sees: where their membership is in effect, in whatever role.
create or replace function private.gyms_of(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (select array_agg(m.gym_id) from public.memberships m where m.user_id = person and m.in_effect),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gyms_of(uuid) from public;
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
-- The gyms whose schedule the caller sees. plpgsql, so that the planner cannot inline it and policies
-- keep using the gym index.
create or replace function private.seen_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.gyms_of(private.current_user_id());
end
$$;
--> statement-breakpoint
revoke execute on function private.seen_gym_ids() from public;
--> statement-breakpoint
grant execute on function private.seen_gym_ids() to authenticated, service_role;
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
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "calendar_links" ADD CONSTRAINT "calendar_links_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_instructor_id_users_id_fk" FOREIGN KEY ("instructor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "class_changes" ADD CONSTRAINT "class_changes_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_instructor_id_users_id_fk" FOREIGN KEY ("instructor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "classes" ADD CONSTRAINT "classes_series_id_gym_id_fkey" FOREIGN KEY ("series_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "calendar_links_user_id_index" ON "calendar_links" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "calendar_links_gym_id_index" ON "calendar_links" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "class_changes_closures_index" ON "class_changes" USING btree ("gym_id","ends_on") WHERE "class_changes"."class_id" is null;
--> statement-breakpoint
CREATE INDEX "class_changes_gym_id_index" ON "class_changes" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "class_changes_instructor_id_index" ON "class_changes" USING btree ("instructor_id");
--> statement-breakpoint
CREATE INDEX "class_changes_created_by_index" ON "class_changes" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "classes_gym_id_index" ON "classes" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "classes_series_id_index" ON "classes" USING btree ("series_id","gym_id");
--> statement-breakpoint
CREATE INDEX "classes_instructor_id_index" ON "classes" USING btree ("instructor_id");
--> statement-breakpoint
CREATE INDEX "classes_created_by_index" ON "classes" USING btree ("created_by");
--> statement-breakpoint
-- Splits a class in two: the one that was ends on the day before `from_date`, and another of the same
-- series goes on from there, with the changes that were made to its dates. Nothing else differs yet;
-- it answers the one to change. From its first date on, that is the class itself. Row security knows
-- no "as before", so a manager of the gym gets here by the function; no row for anybody else.
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

  update public.classes c set ends_on = from_date - 1 where c.id = class;
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
create policy "class_changes_select_members" on "public"."class_changes" as permissive for select to authenticated
  using ("class_changes"."gym_id" = any ((select private.seen_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "class_changes_insert_manager_or_instructor" on "public"."class_changes" as permissive for insert to authenticated
  with check (("class_changes"."created_by" = (select private.current_user_id()) and ("class_changes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or (class_id = any ((select private.taught_class_ids())::uuid[]) and "class_changes"."kind" <> 'moved'))));
--> statement-breakpoint
create policy "class_changes_delete_manager_or_maker" on "public"."class_changes" as permissive for delete to authenticated
  using (("class_changes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or ("class_changes"."created_by" = (select private.current_user_id()) and class_id = any ((select private.taught_class_ids())::uuid[]))));
--> statement-breakpoint
create policy "classes_select_members" on "public"."classes" as permissive for select to authenticated
  using ("classes"."gym_id" = any ((select private.seen_gym_ids())::uuid[]));
--> statement-breakpoint
create policy "classes_insert_manager" on "public"."classes" as permissive for insert to authenticated
  with check (("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "classes"."created_by" = (select private.current_user_id()) and "classes"."series_id" is null and "classes"."deleted_at" is null and "classes"."legacy_id" is null));
--> statement-breakpoint
create policy "classes_update_manager" on "public"."classes" as permissive for update to authenticated
  using ("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]))
  with check ("classes"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
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
alter table "public"."calendar_links" force row level security;
--> statement-breakpoint
revoke all on table "public"."calendar_links" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select ("id", "user_id", "gym_id", "revoked_at", "created_at", "updated_at"), insert, update ("revoked_at") on table "public"."calendar_links" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."calendar_links" to service_role;
--> statement-breakpoint
alter table "public"."class_changes" force row level security;
--> statement-breakpoint
revoke all on table "public"."class_changes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, delete on table "public"."class_changes" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."class_changes" to service_role;
--> statement-breakpoint
alter table "public"."classes" force row level security;
--> statement-breakpoint
revoke all on table "public"."classes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("instructor_id", "weekday", "starts_at", "ends_at", "starts_on", "ends_on", "modality", "description", "capacity", "bookable_from_hours", "cancel_until_minutes", "deleted_at") on table "public"."classes" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."classes" to service_role;
