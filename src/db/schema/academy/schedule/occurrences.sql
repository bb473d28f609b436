-- The occurrences of a gym's classes on the dates from `first` to `last`, in order; of one class, if it
-- is named. Their instants follow from the gym's zone. A class lasts as long as it lasts, whatever the
-- clocks do meanwhile (RFC 5545 3.8.5.3: the same exact duration). Asks nobody who they are.
create or replace function private.occurrences(gym uuid, first date, last date, class uuid default null)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.class_id, d.class_date, start.at, start.at + d.length, d.instructor_id, d.status, d.reason,
      d.capacity
    from public.gyms g
    cross join lateral private.class_days(gym, first, last, class) d
    cross join lateral (select private.instant_of(d.wall_start, g.timezone) as at) start
    where g.id = gym
    order by start.at, d.class_id;
end
$$;

revoke execute on function private.occurrences(uuid, date, date, uuid) from public;
