-- Writes down how accounts stand at an instant that time alone has changed: those whose day has come by
-- their gym's clock, at most so many, and answers how many. One that somebody is writing is left to them.
create or replace function private.follow_dues(at timestamptz, most integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  due uuid;
  done integer := 0;
begin
  for due in
    select a.id from public.dues_accounts a join public.gyms g on g.id = a.gym_id
    -- The first condition has an index; no clock is further ahead than fourteen hours.
    where a.changes_on <= (at at time zone 'UTC' + interval '14 hours')::date
      and a.changes_on <= (at at time zone g.timezone)::date
    order by a.changes_on, a.id limit most for no key update of a skip locked
  loop
    perform private.restate_dues(due, at);
    done := done + 1;
  end loop;
  return done;
end
$$;
revoke execute on function private.follow_dues(timestamptz, integer) from public;
grant execute on function private.follow_dues(timestamptz, integer) to service_role;
