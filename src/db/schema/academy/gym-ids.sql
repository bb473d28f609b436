-- The gyms in which the caller's membership is in effect with one of the wanted roles. plpgsql, so
-- that the planner cannot inline it and policies keep using the gym index.
create or replace function private.gym_ids(variadic wanted text[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(m.gym_id) from public.memberships m
      where m.user_id = caller
        and m.role = any (wanted)
        and m.in_effect
    ),
    '{}'
  );
end
$$;

revoke execute on function private.gym_ids(text[]) from public;
grant execute on function private.gym_ids(text[]) to authenticated, service_role;
