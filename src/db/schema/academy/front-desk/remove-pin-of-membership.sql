-- Takes the PIN of who is no member any more.
create or replace function private.remove_pin_of_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.member_pins p where p.gym_id = new.gym_id and p.user_id = new.user_id;
  return null;
end
$$;

revoke execute on function private.remove_pin_of_membership() from public;
