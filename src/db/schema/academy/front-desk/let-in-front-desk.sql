-- A manager lets a device in for the gym; twenty at most are let in at a time.
create or replace function private.let_in_front_desk(gym uuid, name text, token_hash text)
returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym lets devices in'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  -- Two at once are counted one after the other.
  perform from public.gyms g where g.id = gym for no key update;
  if 20 <= (
    select count(*) from public.front_desks d where d.gym_id = gym and d.revoked_at is null
  ) then
    raise exception 'so many devices are let in at a time'
      using errcode = 'check_violation', constraint = 'front_desks_exhausted';
  end if;
  perform private.audit(
    gym, null, 'front_desk_let_in', jsonb_build_object('name', let_in_front_desk.name)
  );
  return query
    insert into public.front_desks as d (gym_id, name, token_hash, created_by)
    values (gym, let_in_front_desk.name, let_in_front_desk.token_hash, caller)
    returning d.*;
end
$$;

revoke execute on function private.let_in_front_desk(uuid, text, text) from public;
grant execute on function private.let_in_front_desk(uuid, text, text) to authenticated;
