-- Takes a person's name out of which gyms they had closed, or kept from it.
create or replace function private.erase_owner(erased uuid) returns void
language sql security definer set search_path = '' as $$
  update public.gym_closings set asked_by = null where asked_by = erased;
  update public.gym_closings set undone_by = null where undone_by = erased;
$$;
revoke execute on function private.erase_owner(uuid) from public;
