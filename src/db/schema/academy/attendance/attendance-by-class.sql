-- How well each class of a gym was attended between two dates: how often it took place, and how many
-- were there in all; of one person since they joined, if somebody is named. A class that was split is
-- told as it is now.
create or replace function private.attendance_by_class(
  gym uuid, first date, last date, at timestamptz, person uuid default null
) returns table (
  class_id uuid, modality text, weekday integer, starts_at text, attended integer, held integer,
  last_on date
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    with came as materialized (
      select k.class_id, count(*) as times, max(k.class_date) as last_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date between first and last
        and (person is null or k.user_id = person)
      group by k.class_id
    ), of_series as (
      select coalesce(c.series_id, c.id) as series_id, sum(came.times) as times,
        max(came.last_on) as last_on
      from came join public.classes c on c.id = came.class_id group by 1
    ), held as (
      select h.series_id, count(*) as times from private.held(gym, first, last, at) h group by 1
    )
    select latest.id, latest.modality, latest.weekday, to_char(latest.starts_at, 'HH24:MI'),
      coalesce(s.times, 0)::integer, held.times::integer, s.last_on
    from held
    left join of_series s on s.series_id = held.series_id
    cross join lateral (
      select c.* from public.classes c
      where c.id = held.series_id or c.series_id = held.series_id
      order by c.deleted_at nulls first, c.starts_on desc, c.id limit 1
    ) latest
    order by latest.weekday, latest.starts_at, latest.id;
end
$$;
revoke execute on function private.attendance_by_class(uuid, date, date, timestamptz, uuid)
  from public;
