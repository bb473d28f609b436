-- For whom the caller may act: themselves, and the children they are guardian of. plpgsql, so that
-- the planner cannot inline it and policies keep using their index.
create or replace function private.person_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return array(
    select caller where caller is not null
    union all
    select g.dependent_id from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.guardian_id = caller and g.ended_at is null and private.is_minor(u.birth_date)
  );
end
$$;

revoke execute on function private.person_ids() from public;
grant execute on function private.person_ids() to authenticated, service_role;
