-- What happens in a gym on some dates, 62 at most, with who teaches it and how full it is: for its
-- members and their guardians, from whom row security hides each other's profiles and check-ins. Names
-- are all that is told of who teaches, and numbers of who comes.
create or replace function private.gym_schedule(gym uuid, first date, last date)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text, reason text,
  modality text, description text, capacity integer, bookable_from_hours integer,
  cancel_until_minutes integer, instructor_id uuid, instructor_first_name text,
  instructor_last_name text, is_substitute boolean, places_left integer, waiting integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.person_gym_ids()) then
    return;
  end if;
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, o.reason, c.modality,
      c.description, o.capacity, c.bookable_from_hours, c.cancel_until_minutes, o.instructor_id,
      u.first_name, u.last_name, o.instructor_id is distinct from c.instructor_id,
      greatest(o.capacity - coalesce(d.seated, 0), 0), coalesce(d.waiting, 0)
    from private.occurrences(gym, first, least(last, first + 61)) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    left join private.class_dates d
      on d.class_id = o.class_id and d.class_date = o.class_date and d.gym_id = gym
    order by o.starts_at, o.class_id;
end
$$;

revoke execute on function private.gym_schedule(uuid, date, date) from public;
grant execute on function private.gym_schedule(uuid, date, date) to authenticated;
