-- The profile of a member, for the staff of the gym, and for its managers of who asks to join. The only
-- way in which staff read a child's birth date, email and phone: it leaves a trace.
create or replace function private.member_profile(gym uuid, person uuid) returns setof public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  staffs constant boolean := gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'));
  manages constant boolean := gym = any (private.gym_ids('MANAGER'));
  told public.users;
begin
  perform private.hold_caller();
  select u.* into told from public.users u
  join public.memberships m on m.user_id = u.id
  where m.gym_id = gym and u.id = person and m.left_at is null and m.denied_at is null
    and (manages or staffs and m.approved_at is not null)
    and u.deleted_at is null;
  if not found then
    return;
  end if;
  if private.is_minor(told.birth_date) then
    perform private.note_reading(gym, array[person], 'minor_read');
  end if;
  return next told;
end
$$;
revoke execute on function private.member_profile(uuid, uuid) from public;
grant execute on function private.member_profile(uuid, uuid) to authenticated;
