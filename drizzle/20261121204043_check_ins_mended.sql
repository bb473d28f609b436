set local check_function_bodies = off;
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
    where x.class_id = class and x.class_date = on_date
      and (x.status in ('booked', 'waiting', 'offered')
        or x.status = 'no_show' and o.status = 'cancelled');
    -- Not all of them keep their place: somebody else who was there may still have one.
    select d.* into held from private.class_dates d
    where d.class_id = class and d.class_date = on_date;
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
