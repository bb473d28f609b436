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

revoke execute on function private.release_dates(uuid, uuid, date, date, timestamptz) from public;
