-- The occurrences that took place in a gym between two dates: what was on the schedule, was not
-- cancelled and is over, by the gym's own clock; and whatever somebody was present at, also of a class
-- that was taken off or put elsewhere since. A class that was split is one, by its series. Asks nobody
-- who they are; `at` is what the time is taken to be.
create or replace function private.held(gym uuid, first date, last date, at timestamptz)
returns table (series_id uuid, class_date date)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with scheduled as materialized (
      select d.class_id, d.class_date
      from public.gyms g
      cross join lateral private.class_days(gym, first, last) d
      where g.id = gym and d.status <> 'cancelled'
        and d.wall_start + d.length <= at at time zone g.timezone
    )
    select coalesce(c.series_id, c.id), took_place.class_date
    from (
      select s.class_id, s.class_date from scheduled s
      union all
      -- Only of what is not on the schedule it is asked whether somebody came.
      select d.class_id, d.class_date from private.class_dates d
      where d.gym_id = gym and d.class_date between first and last
        and (d.class_id, d.class_date) not in (select s.class_id, s.class_date from scheduled s)
        and exists (
          select from public.check_ins k
          where k.class_id = d.class_id and k.gym_id = gym and k.class_date = d.class_date
            and k.status = 'present'
        )
    ) took_place
    join public.classes c on c.id = took_place.class_id;
end
$$;
revoke execute on function private.held(uuid, date, date, timestamptz) from public;
