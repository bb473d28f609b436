-- Holds the membership whose PIN the caller may give or take: their own, a child's, or, as a manager of
-- the gym, any member's. Whoever else asks is told that there is no such member.
create or replace function private.hold_pin_owner(gym uuid, person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform private.hold_caller();
  if person = any (private.person_ids()) or gym = any (private.gym_ids('MANAGER')) then
    perform from public.users u where u.id = person and u.deleted_at is null for key share;
    perform from public.memberships m
    where m.gym_id = gym and m.user_id = person and m.in_effect and found
    for no key update;
    if found then
      return;
    end if;
  end if;
  raise exception 'no such member'
    using errcode = 'foreign_key_violation', constraint = 'member_not_found';
end
$$;

revoke execute on function private.hold_pin_owner(uuid, uuid) from public;
