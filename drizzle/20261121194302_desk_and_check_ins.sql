set local check_function_bodies = off;
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
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "gyms" ADD COLUMN "waitlist" text DEFAULT 'promote' NOT NULL;
--> statement-breakpoint
ALTER TABLE "private"."check_in_codes" ADD CONSTRAINT "check_in_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_checked_in_by_users_id_fk" FOREIGN KEY ("checked_in_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."class_dates" ADD CONSTRAINT "class_dates_class_id_gym_id_fkey" FOREIGN KEY ("class_id","gym_id") REFERENCES "public"."classes"("id","gym_id") ON DELETE no action ON UPDATE no action;
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
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "check_in_codes_user_id_index" ON "private"."check_in_codes" USING btree ("user_id","expires_at");
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
CREATE INDEX "check_ins_offered_until_index" ON "check_ins" USING btree ("offered_until") WHERE "check_ins"."offered_until" is not null;
--> statement-breakpoint
CREATE INDEX "class_dates_gym_id_index" ON "private"."class_dates" USING btree ("gym_id","class_date");
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
CREATE INDEX "member_pins_user_id_index" ON "private"."member_pins" USING btree ("user_id");
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'promoted', 'erased'));
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
create policy "front_desk_events_select_own_or_manager" on "public"."front_desk_events" as permissive for select to authenticated
  using (("front_desk_events"."user_id" = any ((select private.person_ids())::uuid[]) or "front_desk_events"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "front_desks_select_manager" on "public"."front_desks" as permissive for select to authenticated
  using ("front_desks"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
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
create trigger "class_dates_touch" before update on "private"."class_dates"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "classes_release_dates" after update of "capacity", "weekday", "starts_on", "ends_on", "deleted_at" on "public"."classes"
  for each row execute function private.follow_schedule();
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
create trigger "memberships_remove_pin" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.remove_pin_of_membership();
--> statement-breakpoint
create trigger "member_pins_hold_user_id" before insert or update of "user_id" on "private"."member_pins"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "memberships_release_member" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.release_member();
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
alter table "private"."class_dates" force row level security;
--> statement-breakpoint
revoke all on table "private"."class_dates" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."class_dates" to service_role;
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
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone", "waitlist") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
--> statement-breakpoint
alter table "private"."member_pins" force row level security;
--> statement-breakpoint
revoke all on table "private"."member_pins" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."member_pins" to service_role;
