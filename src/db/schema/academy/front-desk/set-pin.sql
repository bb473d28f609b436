-- Gives a member a new PIN for the gym's front desks, instead of the one they had: the first of these
-- digests that nobody else there has. Answers which, counted from 1. The functions make PINs up, and
-- offer several: nobody chooses one, so nobody is told that another has it.
create or replace function private.set_pin(gym uuid, person uuid, digests text[]) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  for place in 1 .. cardinality(digests) loop
    insert into private.member_pins (gym_id, user_id, pin_hash)
    values (gym, person, private.pin_hash(gym, digests[place]))
    on conflict do nothing;
    if found then
      perform private.audit(gym, person, 'pin_set');
      return place;
    end if;
  end loop;
  raise exception 'all of these PINs are taken';
end
$$;

revoke execute on function private.set_pin(uuid, uuid, text[]) from public;
grant execute on function private.set_pin(uuid, uuid, text[]) to authenticated;
