-- The day of a gym at an instant, by its own clock.
create or replace function private.dues_day(gym uuid, at timestamptz) returns date
language plpgsql stable set search_path = '' as $$
begin
  return (select (at at time zone g.timezone)::date from public.gyms g where g.id = gym);
end
$$;
revoke execute on function private.dues_day(uuid, timestamptz) from public;
