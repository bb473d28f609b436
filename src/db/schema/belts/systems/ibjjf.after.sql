-- How the IBJJF lets ranks of jiu-jitsu be earned: version 3.3 of June 2026, and the text before it for
-- answers about the past. Data that stays as it is: what changes is a version that begins later.
insert into public.rank_systems (id, modality, name, version, valid_from, source) values
  ('1bf00000-0000-4000-8000-000000000001', 'Jiu-jitsu', 'IBJJF', 'before 3.3', '1900-01-01', null),
  ('1bf00000-0000-4000-8000-000000000002', 'Jiu-jitsu', 'IBJJF', '3.3', '2026-06-01',
    'https://ibjjf.com/graduation-system')
on conflict (id) do nothing;

insert into public.ranks (system_id, belt, "position", name, "group", first_degree, degrees)
select s.id, r.belt, r.place - 1, initcap(replace(r.belt, '_', '-')),
  case when r.place between 2 and 13 then 'youth' else 'adult' end,
  case r.belt when 'red_black' then 7 when 'red_white' then 8 when 'red' then 9 else 0 end,
  case r.belt when 'red_black' then 7 when 'red_white' then 8 when 'red' then 10
    when 'black' then 6
    -- Eleven stripes at most are suggested to children, one a month.
    else case when r.place between 2 and 13 then 11 else 4 end end
from public.rank_systems s
cross join unnest(array[
  'white', 'grey_white', 'grey', 'grey_black', 'yellow_white', 'yellow', 'yellow_black',
  'orange_white', 'orange', 'orange_black', 'green_white', 'green', 'green_black',
  'blue', 'purple', 'brown', 'black', 'red_black', 'red_white', 'red'
]) with ordinality r (belt, place)
where s.name = 'IBJJF' and s.gym_id is null
on conflict (system_id, belt) do nothing;

-- A rule without a version is of both.
with colours as (
  select r.*, case split_part(r.belt, '_', 1)
    when 'grey' then 4 when 'yellow' then 7 when 'orange' then 10 else 13 end as from_age
  from public.ranks r
  where r.system_id = '1bf00000-0000-4000-8000-000000000002' and r."group" = 'youth'
), up_to as (
  select r.belt, array_agg(b.belt order by b."position") as belts
  from colours r
  join public.ranks b on b.system_id = r.system_id and b."position" < r."position"
  group by r.belt
), of_colour as (
  select array_agg(c.belt order by c."position") as youth,
    array_agg(c.belt order by c."position") filter (where c.from_age < 13) as below_green,
    array_agg(c.belt order by c."position") filter (where c.from_age >= 10) as from_orange,
    array_agg(c.belt order by c."position") filter (where c.from_age = 13) as green
  from colours c
), rules (
  version, belt, degree, requirement, alternative, condition, threshold, article, belts, belts_degree,
  title, since, from_age, until_age
) as (
  select null, u.belt, 0, 'from', 1, 'from_rank', null::integer, '1.1', u.belts, null::integer,
    null, null, null::integer, null::integer from up_to u
  union all
  select null, c.belt, 0, v.requirement, 1, v.condition, coalesce(v.threshold, c.from_age),
    v.article, null, null, null, v.since, null, null
  from colours c
  cross join (values
    ('age', 'age_in_year', null, '2.1.1', null),
    ('oldest', 'oldest_in_year', 15, '2.1.1', null),
    ('time', 'time', 0, '3.1.1', 'belt')
  ) v (requirement, condition, threshold, article, since)
  union all
  select v.version, v.belt, v.degree, v.requirement, v.alternative, v.condition, v.threshold,
    v.article, case
      when v.belts = 'youth' then array['white'] || o.youth
      when v.belts = 'below_green' then o.below_green
      when v.belts = 'from_orange' then o.from_orange
      when v.belts = 'green' then o.green
      when v.belts is not null then array[v.belts] end,
    v.belts_degree, case v.condition when 'title' then 'adult_world_champion' end, v.since,
    v.from_age, v.until_age
  from of_colour o
  cross join (values
    (null, 'blue', 0, 'from', 1, 'from_rank', null, '2.2.3', 'youth', null, null, null, null),
    (null, 'blue', 0, 'age', 1, 'age_in_year', 16, '2.1.2 II', null, null, null, null, null),
    (null, 'blue', 0, 'time', 1, 'time', 0, '3.1.3 I', null, null, 'belt', null, null),
    (null, 'purple', 0, 'from', 1, 'from_rank', null, '1.2', 'blue', null, null, null, null),
    (null, 'purple', 0, 'from', 2, 'from_rank', null, '2.2.3', 'green', null, null, null, null),
    (null, 'purple', 0, 'age', 1, 'age_in_year', 16, '2.1.2 III', null, null, null, null, null),
    (null, 'purple', 0, 'time', 2, 'time', 0, '2.2.3', null, null, 'belt', null, null),
    (null, 'purple', 0, 'time', 2, 'from_rank', null, '2.2.3', 'green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 1, 'time', 24, '3.1.3 II a', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 3, 'time', 12, '3.1.3 II b', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 3, 'held_rank', null, '3.1.3 II b', 'below_green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 4, 'time', 0, '3.1.3 II c', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 4, 'held_rank', null, '3.1.3 II c', 'green', null, null, null, null),
    ('3.3', 'purple', 0, 'time', 5, 'time', 0, '3.1.3 II d', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 5, 'held_rank', null, '3.1.3 II d', 'blue', null, null, 16, 17),
    ('3.3', 'purple', 0, 'time', 6, 'time', 0, '3.1.3 II e', null, null, 'belt', null, null),
    ('3.3', 'purple', 0, 'time', 6, 'title', null, '3.1.3 II e', 'blue', null, null, null, null),
    ('before 3.3', 'purple', 0, 'time', 1, 'time', 24, '3.1.3 II', null, null, 'belt', null, null),
    ('before 3.3', 'purple', 0, 'time', 5, 'time', 0, '3.1.2 II', null, null, 'belt', null, null),
    ('before 3.3', 'purple', 0, 'time', 5, 'held_rank', null, '3.1.2 II', 'blue', null, null, 16, 17),
    (null, 'brown', 0, 'from', 1, 'from_rank', null, '1.2', 'purple', null, null, null, null),
    (null, 'brown', 0, 'age', 1, 'age_in_year', 18, '2.1.2 IV', null, null, null, null, null),
    ('3.3', 'brown', 0, 'time', 1, 'time', 18, '3.1.3 III a', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 2, 'time', 12, '3.1.3 III b', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 2, 'held_rank', null, '3.1.3 III b', 'blue', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 3, 'time', 0, '3.1.3 III c', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 3, 'held_rank', null, '3.1.3 III c', 'blue', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 3, 'held_rank', null, '3.1.3 III c', 'from_orange', null, null, null, null),
    ('3.3', 'brown', 0, 'time', 4, 'time', 0, '3.1.3 III d', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 4, 'held_rank', null, '3.1.3 III d', 'purple', null, null, 16, 17),
    ('3.3', 'brown', 0, 'time', 5, 'time', 0, '3.1.3 III e', null, null, 'belt', null, null),
    ('3.3', 'brown', 0, 'time', 5, 'title', null, '3.1.3 III e', 'purple', null, null, null, null),
    ('before 3.3', 'brown', 0, 'time', 1, 'time', 24, '3.1.2 III', null, null, 'belt', null, null),
    ('before 3.3', 'brown', 0, 'time', 2, 'time', 18, '3.1.3 III', null, null, 'belt', null, null),
    ('before 3.3', 'brown', 0, 'time', 2, 'held_rank', null, '3.1.3 III', 'purple', null, null, 18, null),
    (null, 'black', 0, 'from', 1, 'from_rank', null, '1.2', 'brown', null, null, null, null),
    (null, 'black', 0, 'age', 1, 'age_in_year', 19, '2.1.2 V', null, null, null, null, null),
    ('3.3', 'black', 0, 'age', 2, 'age_in_year', 18, '2.1.2 V', null, null, null, null, null),
    ('3.3', 'black', 0, 'age', 2, 'title', null, '2.1.2 V', 'brown', null, null, null, null),
    ('3.3', 'black', 0, 'time', 1, 'time', 12, '3.1.3 IV a', null, null, 'belt', null, null),
    ('3.3', 'black', 0, 'time', 2, 'time', 0, '3.1.3 IV b', null, null, 'belt', null, null),
    ('3.3', 'black', 0, 'time', 2, 'title', null, '3.1.3 IV b', 'brown', null, null, null, null),
    ('before 3.3', 'black', 0, 'time', 1, 'time', 12, '3.1.3 IV', null, null, 'belt', null, null),
    (null, 'black', 1, 'from', 1, 'from_rank', null, '4.1.2', 'black', 0, null, null, null),
    (null, 'black', 1, 'time', 1, 'time', 36, '4.1.5 I', null, null, 'rank', null, null),
    (null, 'black', 2, 'from', 1, 'from_rank', null, '4.1.2', 'black', 1, null, null, null),
    (null, 'black', 2, 'time', 1, 'time', 36, '4.1.5 II', null, null, 'rank', null, null),
    (null, 'black', 3, 'from', 1, 'from_rank', null, '4.1.2', 'black', 2, null, null, null),
    (null, 'black', 3, 'time', 1, 'time', 36, '4.1.5 III', null, null, 'rank', null, null),
    (null, 'black', 4, 'from', 1, 'from_rank', null, '4.1.2', 'black', 3, null, null, null),
    (null, 'black', 4, 'time', 1, 'time', 60, '4.1.5 IV', null, null, 'rank', null, null),
    (null, 'black', 5, 'from', 1, 'from_rank', null, '4.1.2', 'black', 4, null, null, null),
    (null, 'black', 5, 'time', 1, 'time', 60, '4.1.5 V', null, null, 'rank', null, null),
    (null, 'black', 6, 'from', 1, 'from_rank', null, '4.1.2', 'black', 5, null, null, null),
    (null, 'black', 6, 'time', 1, 'time', 60, '4.1.5 VI', null, null, 'rank', null, null),
    (null, 'red_black', 7, 'from', 1, 'from_rank', null, '4.1.2', 'black', 6, null, null, null),
    (null, 'red_black', 7, 'time', 1, 'time', 84, '4.1.5 VII', null, null, 'rank', null, null),
    ('3.3', 'red_black', 7, 'age', 1, 'age_in_year', 49, '2.1.2 VI', null, null, null, null, null),
    ('before 3.3', 'red_black', 7, 'age', 1, 'age_in_year', 50, '2.1.2 VI', null, null, null, null, null),
    (null, 'red_white', 8, 'from', 1, 'from_rank', null, '4.1.2', 'red_black', 7, null, null, null),
    (null, 'red_white', 8, 'time', 1, 'time', 84, '4.1.5 VIII', null, null, 'rank', null, null),
    ('3.3', 'red_white', 8, 'age', 1, 'age_in_year', 56, '2.1.2 VII', null, null, null, null, null),
    ('before 3.3', 'red_white', 8, 'age', 1, 'age_in_year', 57, '2.1.2 VII', null, null, null, null, null),
    (null, 'red', 9, 'from', 1, 'from_rank', null, '4.1.2', 'red_white', 8, null, null, null),
    (null, 'red', 9, 'time', 1, 'time', 120, '4.1.5 IX', null, null, 'rank', null, null),
    ('3.3', 'red', 9, 'age', 1, 'age_in_year', 66, '2.1.2 VIII', null, null, null, null, null),
    ('before 3.3', 'red', 9, 'age', 1, 'age_in_year', 67, '2.1.2 VIII', null, null, null, null, null),
    (null, 'red', 10, 'from', 1, 'honorary', null, '4.1.5 X', null, null, null, null, null)
  ) v (version, belt, degree, requirement, alternative, condition, threshold, article, belts,
    belts_degree, since, from_age, until_age)
)
insert into public.rank_rules (
  system_id, "position", belt, degree, requirement, alternative, condition, threshold, article,
  belts, belts_degree, title, since, registered_from_age, registered_until_age
)
select s.id, row_number() over (
    partition by s.id order by k."position", r.degree, case r.requirement
      when 'from' then 1 when 'age' then 2 when 'oldest' then 3 else 4 end, r.alternative, r.condition
      <> 'time', r.belts
  ), r.belt, r.degree, r.requirement, r.alternative, r.condition, r.threshold, r.article,
  r.belts, r.belts_degree, r.title, r.since, r.from_age, r.until_age
from rules r
join public.rank_systems s
  on s.name = 'IBJJF' and s.gym_id is null and coalesce(r.version = s.version, true)
join public.ranks k on k.system_id = s.id and k.belt = r.belt
on conflict (system_id, "position") do nothing;
