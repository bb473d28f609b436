-- The gyms that the caller sees from inside, for themselves or for a child: what a member sees of a
-- gym's classes, their guardian sees too. Documents ask `private.gym_ids`. plpgsql, so that the planner
-- cannot inline it and policies keep using the gym index.
create or replace function private.person_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.gyms_of(private.current_user_id());
end
$$;

revoke execute on function private.person_gym_ids() from public;
grant execute on function private.person_gym_ids() to authenticated, service_role;
