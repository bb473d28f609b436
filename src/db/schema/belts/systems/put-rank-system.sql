-- Puts a gym's own rules of an art on its shelf, whole: a version that holds from a day on. Not from one
-- by which the gym has promoted somebody already, since what was judged by one version is not judged
-- again by another. A rank of which nothing says where it comes from follows the one before it. Asks
-- nobody who they are.
create or replace function private.put_rank_system(
  gym uuid, art text, name text, version text, valid_from date, source text,
  class_modalities text[], ranks jsonb
) returns setof public.rank_systems
language plpgsql set search_path = '' as $$
#variable_conflict use_column
declare
  written public.rank_systems;
  fault text;
begin
  -- A promotion meanwhile waits, or is waited for: each refers to the gym.
  perform from public.gyms g where g.id = gym for update;
  if 100 <= (select count(*) from public.rank_systems s where s.gym_id = gym) then
    raise exception 'so many versions a gym has at most'
      using errcode = 'check_violation', constraint = 'rank_systems_exhausted';
  end if;
  if exists (
    select from public.graduations g
    where g.gym_id = gym and g.modality = art and g.awarded_on >= put_rank_system.valid_from
      and g.voids is null and not exists (select from public.graduations v where v.voids = g.id)
  ) then
    raise exception 'somebody was promoted since'
      using errcode = 'check_violation', constraint = 'rank_system_in_past';
  end if;
  -- A CHECK cannot look into a list.
  if exists (select from unnest(class_modalities) m where char_length(m) not between 1 and 60) then
    raise exception 'no modality of classes'
      using errcode = 'check_violation', constraint = 'rank_systems_class_modalities_check';
  end if;
  fault := private.written_rules_fault(ranks);
  if fault is not null then
    raise exception 'a rule makes no sense among the others'
      using errcode = 'check_violation', constraint = 'rank_rule_invalid', detail = fault;
  end if;
  insert into public.rank_systems (
    gym_id, modality, name, version, valid_from, source, class_modalities
  ) values (
    gym, art, put_rank_system.name, put_rank_system.version, put_rank_system.valid_from,
    put_rank_system.source, put_rank_system.class_modalities
  ) returning * into written;
  insert into public.ranks (
    system_id, belt, "position", name, "group", first_degree, degrees
  )
  select written.id, k.belt, k.place - 1, k.name, k."group", k.first_degree, k.degrees
  from rows from (
    jsonb_to_recordset(ranks)
      as (belt text, name text, "group" text, first_degree integer, degrees integer)
  ) with ordinality k (belt, name, "group", first_degree, degrees, place);
  insert into public.rank_rules (
    system_id, "position", belt, degree, requirement, alternative, condition, threshold, article,
    belts, belts_degree, title, since, registered_from_age, registered_until_age
  )
  select written.id, row_number() over (order by r.rank_place, r.rule_place) - 1, r.belt, r.degree,
    r.requirement, r.alternative, r.condition, r.threshold, r.article, r.belts, r.belts_degree,
    r.title, r.since, r.registered_from_age, r.registered_until_age
  from (
    select * from private.written_rules(ranks)
    union all
    select k."position", -1, k.belt, k.first_degree, k.degrees, k."group", k.first_degree, 'from',
      1, 'from_rank', null, null, array[b.belt], null, null, null, null, null
    from public.ranks k
    join public.ranks b on b.system_id = k.system_id and b."position" = k."position" - 1
    where k.system_id = written.id and not exists (
      select from private.written_rules(ranks) r
      where r.belt = k.belt and r.degree = k.first_degree and r.requirement = 'from'
    )
  ) r;
  return next written;
end
$$;
revoke execute on function private.put_rank_system(
  uuid, text, text, text, date, text, text[], jsonb
) from public;
