-- Holds who teaches a class, ahead of copying it: as everywhere, a person comes before rows about them.
create or replace function private.hold_teacher(class uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from public.classes c join public.users u on u.id = c.instructor_id
  where c.id = class for key share of u;
end
$$;

revoke execute on function private.hold_teacher(uuid) from public;
