-- Takes a person's name off the material they made, which stays: it is the gym's.
create or replace function private.erase_materials(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.assets set created_by = null where created_by = erased;
  update public.attachments set created_by = null where created_by = erased;
end
$$;
revoke execute on function private.erase_materials(uuid) from public;
