-- Which day it is in a gym, by its own clock.
create or replace function private.gym_today(gym uuid) returns date
language sql stable set search_path = '' as $$
  select (now() at time zone g.timezone)::date from public.gyms g where g.id = gym
$$;
revoke execute on function private.gym_today(uuid) from public;
