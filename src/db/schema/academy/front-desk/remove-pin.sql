-- Takes a member's PIN; whether there was one.
create or replace function private.remove_pin(gym uuid, person uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  if found then
    perform private.audit(gym, person, 'pin_removed');
    return true;
  end if;
  return false;
end
$$;

revoke execute on function private.remove_pin(uuid, uuid) from public;
grant execute on function private.remove_pin(uuid, uuid) to authenticated;
