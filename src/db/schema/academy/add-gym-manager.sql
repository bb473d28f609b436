-- Whoever manages a gym has the membership that says so.
create or replace function private.add_gym_manager() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships as m (user_id, gym_id, role, approved_at, decided_by)
  values (new.manager_id, new.id, 'MANAGER', now(), coalesce(private.current_user_id(), new.manager_id))
  on conflict (user_id, gym_id) do update
  set role = 'MANAGER',
      approved_at = coalesce(m.approved_at, excluded.approved_at),
      decided_by = excluded.decided_by,
      denied_at = null,
      left_at = null;
  return null;
end
$$;

revoke execute on function private.add_gym_manager() from public;
