-- What a misspelt word may have been meant to be: everything one edit away behind its first letter (a
-- letter left out, put in, changed, or swapped with its neighbour), and its two halves side by side.
-- Which of them exist, only the caller's own chunks can say.
create or replace function private.spelling_variants(word text) returns setof tsquery
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with cut as (
      select left(word, n) as head, substr(word, n + 1) as tail
      from generate_series(1, length(word)) n
    ), edited (variant) as (
      select head || substr(tail, 2) from cut
      union all
      select head || substr(tail, 2, 1) || left(tail, 1) || substr(tail, 3) from cut
      union all
      select head || letter || substr(tail, behind)
      from cut, string_to_table('abcdefghijklmnopqrstuvwxyz', null) letter,
        generate_series(1, 2) behind
    )
    select format('''%s''', lexeme)::tsquery
    from unnest(to_tsvector('pg_catalog.english', (select string_agg(variant, ' ') from edited)))
    union all
    select string_agg(format('''%s''', lexeme), ' <-> ' order by positions)::tsquery
    from cut, unnest(to_tsvector('pg_catalog.english', head || ' ' || tail))
    where length(head) > 2 and length(tail) > 2
    group by head having count(*) = 2;
end
$$;

revoke execute on function private.spelling_variants(text) from public;
