set local check_function_bodies = off;
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
-- Ends a person's memberships, and with them what they have booked, takes their name out of the trail,
-- and takes them from the gyms they manage, which it answers by name: those wait for a new manager. The
-- trail of each of their gyms keeps that somebody was erased, and by whom, if it was not themselves.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- First of all what others hold while they wait for something here, in their order: memberships,
  -- classes and what changed about them, the schedules, the dates. Of memberships all: one that was
  -- over may be reopening.
  perform from public.memberships where user_id = erased for update;
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
  -- Who teaches it is named by the copy: as everywhere, a person is held ahead of rows about them.
  perform from public.classes c join public.users u on u.id = c.instructor_id
  where c.id = class and c.gym_id = any (private.gym_ids('MANAGER')) for key share of u;
  select c.* into was from public.classes c
  where c.id = class and c.deleted_at is null and c.gym_id = any (private.gym_ids('MANAGER'))
    and (c.ends_on is null or from_date <= c.ends_on)
  for no key update;
  if not found or from_date <= was.starts_on then
    return query select c.* from public.classes c where c.id = was.id;
    return;
  end if;

  perform from public.class_changes x
  where x.class_id = class and x.class_date >= from_date order by x.id for no key update;
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
  perform from private.class_dates d
  where d.class_id = class and d.class_date >= from_date order by d.class_date for update;
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
