-- What a front desk shows at an instant: what starts today by the gym's clock, what still runs since
-- yesterday, and what starts within half an hour, which may be tomorrow.
create or replace function private.front_desk_day(gym uuid, at timestamptz)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text,
  modality text, description text, instructor_first_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, c.modality, c.description,
      u.first_name
    from public.gyms g
    cross join lateral (select (front_desk_day.at at time zone g.timezone)::date as date) today
    cross join lateral private.occurrences(g.id, today.date - 1, today.date + 1) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    where g.id = gym and (
      (o.starts_at at time zone g.timezone)::date = today.date
      or (o.starts_at <= front_desk_day.at + interval '30 minutes' and o.ends_at > front_desk_day.at)
    )
    order by o.starts_at, o.class_id;
end
$$;

revoke execute on function private.front_desk_day(uuid, timestamptz) from public;
