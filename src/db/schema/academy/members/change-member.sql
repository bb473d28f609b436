-- A manager changes the profile of a member: of who neither signs in nor has a guardian all of it, of a
-- child the birth date. Nobody but a guardian makes a child an adult who has one. No row when there
-- is no such member, or nothing of theirs that a manager changes. The answer tells the whole profile:
-- that of a child leaves a trace, as reading it does.
create or replace function private.change_member(gym uuid, person uuid, changes jsonb)
returns setof public.users
language plpgsql security definer set search_path = '' as $$
declare
  was public.users;
  becomes public.users;
  guarded boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym changes members'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  select u.* into was from public.users u
  where u.id = person and u.deleted_at is null and exists (
    select from public.memberships m where m.gym_id = gym and m.user_id = u.id and m.in_effect
  )
  for no key update;
  if not found then
    return;
  end if;
  guarded := exists (
    select from public.guardianships g where g.dependent_id = person and g.ended_at is null
  ) and private.is_minor(was.birth_date);
  becomes := jsonb_populate_record(was, changes);
  if (was.subject is not null or guarded)
    and (changes - 'birth_date' <> '{}' or not private.is_minor(was.birth_date))
  then
    raise exception 'the profile is theirs, or their guardian''s, to change'
      using errcode = 'insufficient_privilege', constraint = 'users_not_the_gyms';
  end if;
  if private.is_minor(was.birth_date) and becomes.birth_date is null
    or guarded and not private.is_minor(becomes.birth_date)
  then
    raise exception 'a guardian says that a child is none'
      using errcode = 'insufficient_privilege', constraint = 'users_birth_date_guarded';
  end if;
  if private.is_minor(was.birth_date) then
    perform private.note_reading(gym, array[person], 'minor_read');
  end if;
  return query
    update public.users u
    set first_name = becomes.first_name, last_name = becomes.last_name, email = becomes.email,
      birth_date = becomes.birth_date, gender = becomes.gender, phone = becomes.phone
    where u.id = person
    returning u.*;
end
$$;
revoke execute on function private.change_member(uuid, uuid, jsonb) from public;
grant execute on function private.change_member(uuid, uuid, jsonb) to authenticated;
