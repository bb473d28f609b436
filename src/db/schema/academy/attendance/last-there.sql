-- When each member of a gym in effect joined, and was last at a class: null for who never was. Asks
-- nobody who they are.
create or replace function private.last_there(gym uuid, at timestamptz)
returns table (user_id uuid, role text, joined_on date, came_on date)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
begin
  return query
    select m.user_id, m.role, (m.approved_at at time zone zone)::date, (
      select max(k.class_date) from public.check_ins k
      where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
    )
    from public.memberships m
    where m.gym_id = gym and m.in_effect;
end
$$;
revoke execute on function private.last_there(uuid, timestamptz) from public;
