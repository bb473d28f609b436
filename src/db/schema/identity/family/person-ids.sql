-- For whom the caller may act. plpgsql, so that the planner cannot inline it and policies keep using
-- their index.
create or replace function private.person_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.persons_of(private.current_user_id());
end
$$;

revoke execute on function private.person_ids() from public;
grant execute on function private.person_ids() to authenticated, service_role;
