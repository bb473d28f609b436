-- The rules within a list of ranks as a gym writes it, with where each stands in it: of whole rows, so
-- that whoever calls with something else is refused by the types and by the table's CHECKs.
create or replace function private.written_rules(ranks jsonb)
returns table (
  rank_place bigint, rule_place bigint, belt text, first_degree integer, degrees integer,
  "group" text, degree integer, requirement text, alternative integer, condition text,
  threshold integer, article text, belts text[], belts_degree integer, title text, since text,
  registered_from_age integer, registered_until_age integer
)
language sql stable set search_path = '' as $$
  select k.place - 1, r.place - 1, k.belt, k.first_degree, k.degrees, k."group",
    coalesce(r.degree, k.first_degree), r.requirement, coalesce(r.alternative, 1), r.condition,
    r.threshold, r.article, r.belts, r.belts_degree, r.title, r.since, r.registered_from_age,
    r.registered_until_age
  from rows from (
    jsonb_to_recordset(ranks)
      as (belt text, first_degree integer, degrees integer, "group" text, rules jsonb)
  ) with ordinality k (belt, first_degree, degrees, "group", rules, place)
  cross join lateral rows from (
    jsonb_to_recordset(k.rules) as (
      degree integer, requirement text, alternative integer, condition text, threshold integer,
      article text, belts text[], belts_degree integer, title text, since text,
      registered_from_age integer, registered_until_age integer
    )
  ) with ordinality r (
    degree, requirement, alternative, condition, threshold, article, belts, belts_degree, title,
    since, registered_from_age, registered_until_age, place
  )
$$;
revoke execute on function private.written_rules(jsonb) from public;
