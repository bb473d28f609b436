-- Books a place for somebody at `at`, or puts them in line when the class is full. Asks nobody who
-- they are: it is for functions that have. One row: the refusal, with when to try again if that is
-- known, or the check-in as it stands. Who has a place, or waits for one, keeps it as it is.
-- Refusals: member_not_found, not_on_that_date, class_cancelled, bookings_not_taken,
-- booking_too_early (from `retry_at`), booking_too_late, check_in_no_show (they missed it before it was
-- moved to later that day: for staff to correct); last, where the gym asks, what `private.dues_refusal`
-- says about the day of the class.
create or replace function private.book_person(
  class uuid, on_date date, person uuid, at timestamptz
) returns table (refusal text, retry_at timestamptz, check_in public.check_ins)
language plpgsql volatile set search_path = '' as $$
declare
  o record;
  seated boolean;
  punch uuid;
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
    when check_in.status = 'no_show' then 'check_in_no_show'
  end;
  seated := o.free is null or o.free > 0;
  if refusal is null and o.dues <> 'off'
    and coalesce(check_in.status not in ('booked', 'waiting', 'offered', 'present'), true)
  then
    select told.refusal, told.punch into refusal, punch
    from private.judge_dues(
      o.gym_id, person, o.dues, o.grace, on_date, (at at time zone o.timezone)::date, check_in.id
    ) told;
  end if;
  if refusal is not null then
    check_in := null;
    retry_at := case when refusal = 'booking_too_early' then o.bookable_from end;
  elsif check_in.status is null or check_in.status not in ('booked', 'waiting', 'offered', 'present') then
    insert into public.check_ins as x
      (user_id, class_id, gym_id, class_date, status, place, made_at, received_at)
    values (
      person, class, o.gym_id, on_date, case when seated then 'booked' else 'waiting' end,
      o.next_place, at, at
    )
    on conflict (user_id, class_id, class_date) do update
    set status = excluded.status, place = excluded.place, arrived = false, promoted_at = null,
      made_at = excluded.made_at, received_at = excluded.received_at, checked_in_by = null,
      override_reason = null
    returning x.* into check_in;
    if seated and punch is not null then
      perform private.spend_punch(punch, check_in.id);
    end if;
  end if;
  return next;
end
$$;

revoke execute on function private.book_person(uuid, date, uuid, timestamptz) from public;
