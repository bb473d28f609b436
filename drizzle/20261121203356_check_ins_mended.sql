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
