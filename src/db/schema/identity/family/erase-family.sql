-- Removes who was whose guardian.
create or replace function private.erase_family(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.guardianships where erased in (guardian_id, dependent_id);
  update public.guardianships set created_by = null where created_by = erased;
end
$$;
revoke execute on function private.erase_family(uuid) from public;
