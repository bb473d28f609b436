-- Has a gym closed in thirty days, for its managers; asked for again it stays with the first day. No row
-- for who does not manage it.
create or replace function private.close_gym(gym uuid) returns setof public.gym_closings
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  closing public.gym_closings;
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    return;
  end if;
  insert into public.gym_closings (gym_id, asked_by, erases_at)
  values (gym, caller, now() + interval '30 days')
  on conflict (gym_id) where state <> 'undone' do nothing
  returning * into closing;
  if found then
    perform private.audit(
      gym, null, 'gym_closing', jsonb_build_object('erases_at', closing.erases_at)
    );
    return next closing;
  else
    return query
      select c.* from public.gym_closings c where c.gym_id = gym and c.state <> 'undone';
  end if;
end
$$;
revoke execute on function private.close_gym(uuid) from public;
grant execute on function private.close_gym(uuid) to authenticated;
