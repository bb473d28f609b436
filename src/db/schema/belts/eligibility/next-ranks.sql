-- Which ranks of a system may come next for people, as of a day: the next degree of the one they have,
-- and what their rank leads to. Of the ranks for children only the nearest is told, to who is not too
-- old for it. `ruled` are those that have conditions, unlike stripes that a teacher gives as they like.
create or replace function private.next_ranks(
  gym uuid, system uuid, art text, people uuid[], on_date date
) returns table (user_id uuid, belt text, degree integer, "position" integer, ruled boolean)
language sql stable set search_path = '' as $$
  with now as materialized (
    select * from private.current_ranks(gym, system, art, people, on_date)
  ), ahead as (
    select n.user_id, k.belt, n.degree + 1 as degree, k."position"
    from now n
    join public.ranks k on k.system_id = system and k.belt = n.belt
    where n.degree < k.degrees
    union
    select n.user_id, k.belt, r.degree, case k."group"
      when 'adult' then k."position"
      else min(k."position") over (partition by n.user_id, k."group") end
    from now n
    join public.rank_rules r on r.system_id = system and r.requirement = 'from'
      and r.condition = 'from_rank' and n.belt = any (r.belts)
      and coalesce(r.belts_degree = n.degree, true)
    join public.ranks k on k.system_id = system and k.belt = r.belt
    where k."position" > n."position" and not exists (
      select from public.rank_rules o
      where o.system_id = system and o.belt = r.belt and o.degree = r.degree
        and o.condition = 'oldest_in_year'
        and extract(year from on_date) - extract(year from n.birth_date) > o.threshold
    )
  )
  select a.user_id, a.belt, a.degree, a."position", exists (
    select from public.rank_rules r
    where r.system_id = system and r.belt = a.belt and r.degree = a.degree
  )
  from ahead a
  join public.ranks k on k.system_id = system and k.belt = a.belt and k."position" = a."position"
$$;
revoke execute on function private.next_ranks(uuid, uuid, text, uuid[], date) from public;
