-- Judo, karate and muay thai as they are commonly graded, which a gym may replace by its own rules.
-- Ages by the year, months at the rank before, classes since the promotion. What no federation fixes
-- (classes, and the times of muay thai) is ours, and says so by having no article.
insert into public.rank_systems (id, modality, name, version, valid_from) values
  ('1bf00000-0000-4000-8000-000000000003', 'Judo', 'As the CBJ has it', '2018', '1900-01-01'),
  ('1bf00000-0000-4000-8000-000000000004', 'Karate', 'As the JKA has it', '2020', '1900-01-01'),
  ('1bf00000-0000-4000-8000-000000000005', 'Muay thai', 'As the CBMT has it', '2012', '1900-01-01')
on conflict (id) do nothing;

with steps as (
  select v.*, ('1bf00000-0000-4000-8000-00000000000' || v.art)::uuid as system_id,
    min(v.degree) over (partition by v.art, v.belt) as first_degree,
    max(v.degree) over (partition by v.art, v.belt) as degrees,
    lag(v.belt) over step as before, lag(v.degree) over step as before_degree
  from (values
    (3, 1, 'white', 0, null::integer, null::integer, null::integer),
    (3, 2, 'white_grey', 0, 4, 3, null),
    (3, 3, 'grey', 0, 5, 3, null),
    (3, 4, 'grey_blue', 0, 6, 6, null),
    (3, 5, 'blue', 0, 7, 6, null),
    (3, 6, 'blue_yellow', 0, 8, 6, null),
    (3, 7, 'yellow', 0, 9, 6, null),
    (3, 8, 'yellow_orange', 0, 10, 12, null),
    (3, 9, 'orange', 0, 11, 12, null),
    (3, 10, 'green', 0, 12, 12, null),
    (3, 11, 'purple', 0, 13, 12, null),
    (3, 12, 'brown', 0, 14, 12, null),
    (3, 13, 'black', 1, 16, 12, null),
    (3, 14, 'black', 2, null, 24, null),
    (3, 15, 'black', 3, null, 36, null),
    (3, 16, 'black', 4, null, 48, null),
    (3, 17, 'black', 5, null, 60, null),
    (3, 18, 'red_white', 6, null, 72, null),
    (3, 19, 'red_white', 7, null, 84, null),
    (3, 20, 'red_white', 8, 59, 84, null),
    (3, 21, 'red', 9, 66, 96, null),
    (3, 22, 'red', 10, 74, 96, null),
    (4, 1, 'white', 0, null, null, null),
    (4, 2, 'yellow', 0, null, 4, 24),
    (4, 3, 'orange', 0, null, 4, 24),
    (4, 4, 'green', 0, null, 4, 24),
    (4, 5, 'blue', 0, null, 4, 24),
    (4, 6, 'purple', 0, null, 4, 24),
    (4, 7, 'brown_3', 0, null, 4, 24),
    (4, 8, 'brown_2', 0, null, 4, 24),
    (4, 9, 'brown_1', 0, null, 4, 24),
    (4, 10, 'black', 1, 15, 6, 48),
    (4, 11, 'black', 2, null, 12, null),
    (4, 12, 'black', 3, null, 24, null),
    (4, 13, 'black', 4, null, 48, null),
    (4, 14, 'black', 5, 35, 60, null),
    (4, 15, 'black', 6, 40, 72, null),
    (4, 16, 'black', 7, 45, 84, null),
    (4, 17, 'black', 8, 50, 96, null),
    (4, 18, 'black', 9, 60, 108, null),
    (4, 19, 'black', 10, 70, 120, null),
    (5, 1, 'white', 0, null, null, null),
    (5, 2, 'white_red', 0, null, 4, 40),
    (5, 3, 'red', 0, null, 4, 40),
    (5, 4, 'red_light_blue', 0, null, 6, 40),
    (5, 5, 'light_blue', 0, null, 6, 40),
    (5, 6, 'light_blue_dark_blue', 0, null, 6, 40),
    (5, 7, 'dark_blue', 0, null, 6, 40),
    (5, 8, 'dark_blue_black', 0, null, 6, 40),
    (5, 9, 'black', 0, null, 12, 80)
  ) v (art, step, belt, degree, years, months, classes)
  window step as (partition by v.art order by v.step)
), new_ranks as (
  insert into public.ranks (system_id, belt, "position", name, "group", first_degree, degrees)
  select s.system_id, s.belt, row_number() over (partition by s.art order by s.step) - 1,
    initcap(replace(s.belt, '_', '-')), 'adult', s.first_degree, s.degrees
  from steps s where s.degree = s.first_degree
  on conflict (system_id, belt) do nothing
)
insert into public.rank_rules (
  system_id, "position", belt, degree, requirement, condition, threshold, article, belts,
  belts_degree, since
)
select s.system_id, row_number() over (partition by s.art order by s.step, r.place) - 1, s.belt,
  s.degree, r.requirement, r.condition, r.threshold,
  case when r.requirement in ('age', 'time') then case s.art when 3 then 'CBJ' when 4 then 'JKA' end end,
  r.belts, r.belts_degree, r.since
from steps s
cross join lateral (values
  (1, 'from', 'from_rank', null::integer, array[s.before], s.before_degree, null),
  (2, 'age', 'age_in_year', s.years, null, null, null),
  (3, 'time', 'time', s.months, null, null, 'rank'),
  (4, 'classes', 'classes', s.classes, null, null, 'rank')
) r (place, requirement, condition, threshold, belts, belts_degree, since)
where s.before is not null and (r.threshold is not null or r.condition = 'from_rank')
on conflict (system_id, "position") do nothing;
