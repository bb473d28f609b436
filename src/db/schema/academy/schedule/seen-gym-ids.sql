-- The gyms whose schedule the caller sees. plpgsql, so that the planner cannot inline it and policies
-- keep using the gym index.
create or replace function private.seen_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.gyms_of(private.current_user_id());
end
$$;

revoke execute on function private.seen_gym_ids() from public;
grant execute on function private.seen_gym_ids() to authenticated, service_role;
