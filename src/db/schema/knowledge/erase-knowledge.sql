-- Removes a person's documents with all that is found of them. Their files go by jobs.
create or replace function private.erase_knowledge(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.documents where user_id = erased;
end
$$;
revoke execute on function private.erase_knowledge(uuid) from public;
