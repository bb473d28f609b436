-- The dates from `first` to `last` on which a gym's classes are put down, one row each, by its own
-- clock, with what was changed about them; of one class, if it is named. Asks nobody who they are: it
-- is for functions that have, and for triggers.
create or replace function private.class_days(gym uuid, first date, last date, class uuid default null)
returns table (
  class_id uuid, class_date date, wall_start timestamp, length interval, instructor_id uuid,
  status text, reason text, capacity integer
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select c.id, day.class_date, day.class_date + coalesce(moved.starts_at, c.starts_at),
      c.ends_at - c.starts_at + case when c.ends_at > c.starts_at then '0' else interval '24 hours' end,
      case when substitute.id is null then c.instructor_id else substitute.instructor_id end,
      case
        when cancelled.id is not null or closure.id is not null then 'cancelled'
        when moved.id is not null then 'moved'
        else 'scheduled'
      end,
      coalesce(cancelled.reason, closure.reason, moved.reason, substitute.reason),
      c.capacity
    from public.classes c
    cross join lateral (select greatest(first, c.starts_on) as first, least(last, c.ends_on) as last) span
    cross join lateral (
      select week::date as class_date from generate_series(
        (span.first + (c.weekday + 7 - extract(isodow from span.first)::integer) % 7)::timestamp,
        span.last::timestamp,
        '7 days'
      ) week
    ) day
    left join public.class_changes cancelled
      on cancelled.class_id = c.id and cancelled.gym_id = gym
        and cancelled.class_date = day.class_date
        and cancelled.kind = 'cancelled'
    left join public.class_changes moved
      on moved.class_id = c.id and moved.gym_id = gym
        and moved.class_date = day.class_date and moved.kind = 'moved'
    left join public.class_changes substitute
      on substitute.class_id = c.id and substitute.gym_id = gym
        and substitute.class_date = day.class_date
        and substitute.kind = 'substitute'
    left join lateral (
      select x.id, x.reason from public.class_changes x
      where x.gym_id = gym and x.class_id is null
        and day.class_date between x.starts_on and x.ends_on
      order by x.starts_on, x.id limit 1
    ) closure on true
    where c.gym_id = gym and c.deleted_at is null and (class is null or c.id = class);
end
$$;

revoke execute on function private.class_days(uuid, date, date, uuid) from public;
