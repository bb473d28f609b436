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
  own constant boolean := person = any (private.person_ids());
  day constant date := coalesce(on_date, private.gym_today(gym));
  in_force constant uuid := private.rank_system_in_force(gym, art, day);
  belts text[];
  degrees integer[];
begin
  perform private.hold_caller();
  if not own and not gym = any (private.gym_ids('INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  perform from public.memberships m
  join public.users u on u.id = m.user_id
  where m.gym_id = gym and m.user_id = person and m.in_effect and u.deleted_at is null;
  if not found then
    return;
  end if;
  if not own then
    perform private.note_reading(gym, array(
      select u.id from public.users u where u.id = person and private.is_minor(u.birth_date)
    ), 'minor_read');
  end if;
  if to_belt is null then
    select array_agg(n.belt), array_agg(n.degree) into belts, degrees
    from private.next_ranks(gym, in_force, art, array[person], day) n;
  else
    select array[k.belt], array[coalesce(to_degree, k.first_degree)] into belts, degrees
    from public.ranks k where k.system_id = in_force and k.belt = to_belt;
  end if;
  return query
    select person, gym, art, day, (
      select jsonb_build_object(
        'id', s.id, 'name', s.name, 'version', s.version, 'valid_from', s.valid_from
      ) from public.rank_systems s where s.id = in_force
    ), (
      select private.held_rank(in_force, n.belt, n.degree, n.awarded_on, n.belt_since)
      from private.current_ranks(gym, in_force, art, array[person], day) n
    ), (
      select coalesce(jsonb_agg(jsonb_build_object(
        'belt', a.belt, 'degree', a.degree, 'name', k.name, 'group', k."group",
        'eligible', a.eligible, 'earliest', a.earliest, 'conditions', a.conditions
      ) order by k."position", a.degree), '[]')
      from private.assess_ranks(
        gym, art, array_fill(person, array[coalesce(cardinality(belts), 0)]), belts, degrees, day
      ) a
      join public.ranks k on k.system_id = in_force and k.belt = a.belt
    );
end
$$;
revoke execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  from public;
grant execute on function private.person_eligibility(uuid, uuid, text, text, integer, date)
  to authenticated;
