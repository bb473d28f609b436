-- Makes a person no shop's customer any longer; the customers stay.
create or replace function private.unmatch_person(person uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.customers c where c.user_id = person order by c.id for update;
  update public.customers c set user_id = null, matched_by = null where c.user_id = person;
end
$$;
revoke execute on function private.unmatch_person(uuid) from public;
