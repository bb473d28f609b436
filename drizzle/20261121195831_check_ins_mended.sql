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
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  -- Ahead of the check-ins, as every command does, and in the order of all who hold several.
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
<<<<<<< HEAD
    where x.id = cancel_for_person.id returning x.* into check_in;
    if not found then
      -- Of somebody erased: their rows stay as they were left.
      return query select 'check_in_not_found', false, null::public.check_ins;
      return;
    end if;
=======
    where x.id = cancel_for_person.id;
    -- Of who erased their account nothing changes any more.
    changed := found;
    select x.* into check_in from public.check_ins x where x.id = cancel_for_person.id;
>>>>>>> checkins
    perform private.settle_class_date(check_in.class_id, check_in.class_date, at);
  end if;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_for_person(uuid, timestamptz, boolean, text) from public;
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
  from (
    select u.id from unnest(persons) u (id) where staffed or u.id = any (acts) order by u.id
  ) held;
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
