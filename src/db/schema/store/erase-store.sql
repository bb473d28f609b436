-- Makes a person no shop's customer: the shops' own record stays, and nothing leads from it to them.
create or replace function private.erase_store(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.unmatch_person(erased);
  delete from private.refused_matches r where r.user_id = erased;
end
$$;
revoke execute on function private.erase_store(uuid) from public;
