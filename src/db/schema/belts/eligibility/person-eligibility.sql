-- How a member of a gym stands to one rank of an art, or to each that may come next: for themselves,
-- their guardians and the staff of the gym. That staff read a child is in the trail. No row for who is
-- no member there; no system where there are no rules.
create or replace function private.person_eligibility(
  gym uuid, person uuid, art text, to_belt text, to_degree integer, on_date date
) returns table (
  user_id uuid, gym_id uuid, modality text, "on" date, system jsonb, rank jsonb, next jsonb
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  day constant date := coalesce(on_date, private.gym_today(gym));
begin
  perform private.hold_caller();
  if not (
    person = any (private.person_ids()) or gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER'))
  ) then
    return;
  end if;
  perform from public.memberships m
  join public.users u on u.id = m.user_id
  where m.gym_id = gym and m.user_id = person and m.in_effect and u.deleted_at is null;
  if not found then
    return;
  end if;
  perform private.note_reading(gym, array(
    select u.id from public.users u where u.id = person and private.is_minor(u.birth_date)
  ), 'minor_read');
  return query
    select person, gym, art, day, e.*
    from private.eligibility_of(gym, person, art, to_belt, to_degree, day) e;
end
$$;
revoke execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  from public;
grant execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  to authenticated;
