-- How somebody stands to one rank of an art as of a day, or to each that may come next, by the rules of
-- a gym. Asks nobody who they are.
create or replace function private.eligibility_of(
  gym uuid, person uuid, art text, to_belt text, to_degree integer, day date
) returns table (system jsonb, rank jsonb, next jsonb)
language plpgsql stable set search_path = '' as $$
declare
  in_force constant uuid := private.rank_system_in_force(gym, art, day);
  belts text[];
  degrees integer[];
begin
  if to_belt is null then
    select array_agg(n.belt), array_agg(n.degree) into belts, degrees
    from private.next_ranks(gym, in_force, art, array[person], day) n;
  else
    select array[k.belt], array[coalesce(to_degree, k.first_degree)] into belts, degrees
    from public.ranks k where k.system_id = in_force and k.belt = to_belt;
  end if;
  return query
    select (
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
revoke execute on function private.eligibility_of(uuid, uuid, text, text, integer, date)
  from public;
