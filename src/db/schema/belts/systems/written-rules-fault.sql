-- The first thing in a gym's list of ranks that makes no sense together, as its place in it: a degree
-- that the rank does not have, a rank that is not there, one that does not come before the one it is
-- to lead to, or an age that ends for grown-ups, whom more years must never make less eligible. Null
-- where all is well.
create or replace function private.written_rules_fault(ranks jsonb) returns text
language sql stable set search_path = '' as $$
  with rules as materialized (
    select * from private.written_rules(ranks)
  ), places as materialized (
    select k.value ->> 'belt' as belt, k.place - 1 as place
    from jsonb_array_elements(ranks) with ordinality k (value, place)
  )
  select 'ranks.' || f.rank_place || '.rules.' || f.rule_place || '.' || f.field
  from (
    select r.rank_place, r.rule_place, 'degree' as field from rules r
    where not r.degree between r.first_degree and r.degrees
    union all
    select r.rank_place, r.rule_place, 'belts' from rules r
    cross join unnest(r.belts) b (belt)
    left join places p on p.belt = b.belt
    where p.belt is null or r.requirement = 'from' and not (
      p.place < r.rank_place
      or p.place = r.rank_place and coalesce(r.belts_degree < r.degree, false)
    )
    union all
    select r.rank_place, r.rule_place, 'condition' from rules r
    where r.condition = 'oldest_in_year' and r."group" = 'adult'
  ) f
  order by f.rank_place, f.rule_place, f.field
  limit 1
$$;
revoke execute on function private.written_rules_fault(jsonb) from public;
