-- The gyms in which the caller, or a child they are guardian of, is an approved member: what a
-- member sees of a gym's classes, their guardian sees too. Documents ask `private.gym_ids`.
create or replace function private.person_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct m.gym_id from public.memberships m
    where m.user_id = any (private.person_ids()) and m.in_effect
  );
end
$$;

revoke execute on function private.person_gym_ids() from public;
grant execute on function private.person_gym_ids() to authenticated, service_role;
