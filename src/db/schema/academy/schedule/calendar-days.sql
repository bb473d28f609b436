-- The dates of gyms' classes for a calendar: what `private.class_days` tells, its instants, and whether
-- programs may read the time on the wall otherwise than we do (`odd`). That is so when clocks change:
-- RFC 5545 leaves out what falls into a skipped hour, readers differ about an hour that comes twice,
-- and about the end of what lasts through a change.
create or replace function private.calendar_days(gyms uuid[], first date, last date)
returns table (
  class_id uuid, class_date date, slot timestamp, wall_start timestamp, wall_end timestamp,
  starts_at timestamptz, ends_at timestamptz, instructor_id uuid, status text, reason text, odd boolean
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.class_id, d.class_date, regular.slot, d.wall_start, d.wall_start + d.length,
      start.at, start.at + d.length, d.instructor_id, d.status, d.reason,
      (start.at + d.length) at time zone g.timezone <> d.wall_start + d.length
        or start.at at time zone g.timezone <> d.wall_start
        or d.wall_start at time zone g.timezone <> start.at
        or regular.slot <> d.wall_start and (
          (regular.slot at time zone g.timezone) at time zone g.timezone <> regular.slot
            or private.instant_of(regular.slot, g.timezone) <> regular.slot at time zone g.timezone
        )
    from public.gyms g
    cross join lateral private.class_days(g.id, first, last) d
    join public.classes c on c.id = d.class_id
    cross join lateral (select d.class_date + c.starts_at as slot) regular
    cross join lateral (select private.instant_of(d.wall_start, g.timezone) as at) start
    where g.id = any (gyms);
end
$$;

revoke execute on function private.calendar_days(uuid[], date, date) from public;
