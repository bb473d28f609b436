-- The emergency contacts of a member, for the staff of the gym: reading them leaves a trace.
create or replace function private.member_contacts(gym uuid, person uuid)
returns setof public.emergency_contacts
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) or not exists (
    select from public.memberships m where m.gym_id = gym and m.user_id = person and m.in_effect
  ) then
    return;
  end if;
  perform private.note_reading(gym, array[person], 'contacts_read');
  return query
    select c.* from public.emergency_contacts c
    where c.user_id = person order by c.created_at, c.id;
end
$$;
revoke execute on function private.member_contacts(uuid, uuid) from public;
grant execute on function private.member_contacts(uuid, uuid) to authenticated;
