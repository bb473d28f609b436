-- Removes what a person pays by.
create or replace function private.erase_billing(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.erase_stripe(erased);
end
$$;
revoke execute on function private.erase_billing(uuid) from public;
