-- The classes that the caller teaches, as long as they are staff there.
create or replace function private.taught_class_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(c.id) from public.classes c
      where c.instructor_id = caller
        and c.deleted_at is null
        and c.gym_id = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
    ),
    '{}'
  );
end
$$;

revoke execute on function private.taught_class_ids() from public;
grant execute on function private.taught_class_ids() to authenticated, service_role;
