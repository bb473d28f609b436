-- A manager takes back a version of the gym's rules that is not in force yet: from its first day on it
-- stays, for what it judged. Answers whether there is such a one, and whether it is gone.
create or replace function private.withdraw_rank_system(system uuid)
returns table (withdrawn boolean)
language plpgsql security definer set search_path = '' as $$
declare
  held public.rank_systems;
begin
  perform private.hold_caller();
  select s.* into held from public.rank_systems s
  where s.id = system and s.gym_id = any (private.gym_ids('MANAGER')) for update;
  if not found then
    return;
  end if;
  if held.valid_from <= private.gym_today(held.gym_id) then
    return query select false;
    return;
  end if;
  delete from public.rank_systems s where s.id = system;
  perform private.audit(
    held.gym_id, null, 'rank_system_withdrawn', jsonb_build_object(
      'modality', held.modality, 'version', held.version, 'valid_from', held.valid_from
    )
  );
  return query select true;
end
$$;
revoke execute on function private.withdraw_rank_system(uuid) from public;
grant execute on function private.withdraw_rank_system(uuid) to authenticated;
