-- When each member of a gym in effect joined, and was last at a class: null for who never was. Looked up
-- over a year at once, and for whom it finds none there one by one. Asks nobody who they are.
create or replace function private.last_there(gym uuid, at timestamptz)
returns table (user_id uuid, role text, joined_on date, came_on date)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with recent as (
      select k.user_id, max(k.class_date) as came_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date > today - 366
      group by k.user_id
    )
    select m.user_id, m.role, (m.approved_at at time zone zone)::date, coalesce(r.came_on, (
      select max(k.class_date) from public.check_ins k
      where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
    ))
    from public.memberships m
    left join recent r on r.user_id = m.user_id
    where m.gym_id = gym and m.in_effect;
end
$$;
revoke execute on function private.last_there(uuid, timestamptz) from public;
