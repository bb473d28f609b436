-- Says whether the caller may take the export of a gym, which is for its managers, and leaves a trace of
-- it: once a day for each of them, by the gym's clock.
create or replace function private.note_gym_export(gym uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  today constant timestamptz := (
    select date_trunc('day', now(), g.timezone) from public.gyms g where g.id = gym
  );
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return false;
  end if;
  if not exists (
    select from public.audit_events e
    where e.gym_id = gym and e.actor_id = caller and e.action = 'gym_exported'
      and e.created_at >= today
  ) then
    perform private.audit(gym, null, 'gym_exported');
  end if;
  return true;
end
$$;
revoke execute on function private.note_gym_export(uuid) from public;
grant execute on function private.note_gym_export(uuid) to authenticated;
