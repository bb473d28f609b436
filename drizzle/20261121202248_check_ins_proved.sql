set local check_function_bodies = off;
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
