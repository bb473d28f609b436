-- Leaves a trace that the caller read about people as staff of a gym: once a day by the gym's clock for
-- each reader and person, so that a list which is looked at all day long stays one event. What one
-- reads about oneself or one's own child is no staff's reading. For definer functions that have asked
-- who is calling. Where there is nothing to note nothing is inserted, not even no row: while writes are
-- stopped, such a reading goes on.
create or replace function private.note_reading(gym uuid, people uuid[], action text) returns void
language plpgsql set search_path = '' as $$
declare
  reader constant uuid := private.current_user_id();
  today constant timestamptz := (
    select date_trunc('day', now(), g.timezone) from public.gyms g where g.id = gym
  );
  unnoted constant uuid[] := array(
    select p.id from (select distinct unnest(people) as id) p
    where p.id <> all (private.person_ids()) and not exists (
      select from public.audit_events e
      where e.subject_id = p.id and e.actor_id = reader and e.gym_id = gym
        and e.action = note_reading.action and e.created_at >= today
    )
    order by p.id
  );
begin
  if unnoted = '{}' then
    return;
  end if;
  insert into public.audit_events (gym_id, actor_id, subject_id, action)
  select gym, reader, p.id, note_reading.action
  from unnest(unnoted) with ordinality p (id, nth) order by p.nth;
end
$$;

revoke execute on function private.note_reading(uuid, uuid[], text) from public;
