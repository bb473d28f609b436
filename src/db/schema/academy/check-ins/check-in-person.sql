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
--  * With a reason, staff set window, capacity and dues aside, but not before the day of the class.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, check_in_too_early (from `retry_at`),
-- check_in_too_late, class_was_full (over by `received`, and no place was left); last, where the gym
-- asks, what `private.dues_refusal` says about the day of the class, by when it was made: `set_aside` is
-- that, where a reason was.
create or replace function private.check_in_person(
  class uuid, on_date date, person uuid, made timestamptz, received timestamptz, by_whom uuid,
  as_staff boolean, reason text
) returns table (
  refusal text, retry_at timestamptz, changed boolean, check_in public.check_ins, set_aside text
)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
  was public.check_ins;
  opens timestamptz;
  becomes text := 'waiting';
  punch uuid;
begin
  if not private.hold_member(class, person) then
    return query select 'member_not_found', null::timestamptz, false, null::public.check_ins,
      null::text;
    return;
  end if;
  perform private.hold_class_date(class, on_date);
  select * into o from private.settle_class_date(class, on_date, received);
  select x.* into was from public.check_ins x
  where x.user_id = person and x.class_id = class and x.class_date = on_date;
  if was.status = 'present' then
    return query select null::text, null::timestamptz, false, was, null::text;
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
  if refusal is null and o.dues <> 'off'
    and not (becomes = 'waiting' and coalesce(was.status = 'waiting' and was.arrived, false))
  then
    select told.refusal, told.punch into set_aside, punch
    from private.judge_dues(
      o.gym_id, person, o.dues, o.grace, on_date, (made at time zone o.timezone)::date, was.id
    ) told;
    if reason is null then
      refusal := set_aside;
      set_aside := null;
    end if;
  end if;
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
    if becomes = 'present' and punch is not null then
      perform private.spend_punch(punch, check_in.id);
    end if;
    changed := true;
  end if;
  return next;
end
$$;

revoke execute on function private.check_in_person(
  uuid, date, uuid, timestamptz, timestamptz, uuid, boolean, text
) from public;
