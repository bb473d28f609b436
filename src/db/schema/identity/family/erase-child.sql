-- Removes a child of the caller's. No row when they have no such child.
create or replace function private.erase_child(child uuid)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  if child = caller or not child = any (private.person_ids()) then
    return;
  end if;
  return query
    select * from private.erase_user(child, date_trunc('milliseconds', clock_timestamp()));
end
$$;
revoke execute on function private.erase_child(uuid) from public;
grant execute on function private.erase_child(uuid) to authenticated;
