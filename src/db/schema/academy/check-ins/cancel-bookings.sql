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

revoke execute on function private.cancel_bookings(uuid, uuid, timestamptz) from public;
