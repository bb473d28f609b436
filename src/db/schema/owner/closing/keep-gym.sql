-- Undoes the closing of a gym, for its managers, while there is time. No row where nothing is to undo.
create or replace function private.keep_gym(gym uuid) returns setof public.gym_closings
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  closing public.gym_closings;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  update public.gym_closings c set state = 'undone', undone_by = caller
  where c.gym_id = gym and c.state = 'scheduled' and c.erases_at > now()
  returning * into closing;
  if found then
    perform private.audit(gym, null, 'gym_kept');
    return next closing;
  end if;
end
$$;
revoke execute on function private.keep_gym(uuid) from public;
grant execute on function private.keep_gym(uuid) to authenticated;
