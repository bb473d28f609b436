-- The passages that answer a question best, among what `keys` (a user, gyms) may find, best first:
-- BM25 with title and headings weighted, and a bonus for words that stand together as asked. The
-- formula, its sources and what is approximate: src/knowledge/search/SEARCH.md. It trusts `keys`, so
-- no API role may execute it.
create or replace function private.rank_chunks(
  keys uuid[], question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
  set enable_seqscan = off as $$
#variable_conflict use_column
declare
  k1 constant double precision := 1.2;
  b constant double precision := 0.75;
  title_weight constant double precision := 2;
  heading_weight constant double precision := 1.5;
  phrase_weight constant double precision := 0.25;
  -- A term found in more chunks than this is counted by a sample and chooses no candidates, unless
  -- the rarer ones chose less than `few`.
  many constant integer := 5000;
  few constant integer := 1000;
  -- Of the words that are nowhere this many are tried in other spellings, of so many letters together:
  -- a letter costs a look into the index for some fifty variants, and nobody may make others wait.
  words_left integer := 3;
  letters_left integer := 40;
  terms tsquery[];
  places integer[];
  words text[];
  trust double precision[];
  frequencies integer[];
  weights double precision[];
  candidates tid[];
  last_resort tid[];
  common integer[];
  shares double precision[];
  phrases tsquery[];
  phrase_weights double precision[];
  chunks double precision;
  mean_length double precision;
  variants tsquery[];
  variant tsquery;
  respelt boolean;
begin
  -- The question's words in their order. Stop words are gone; a word asked twice counts once.
  select array_agg(format('''%s''', lexeme)::tsquery order by place), array_agg(place order by place),
    array_agg(coalesce(word, '') order by place), array_agg(1 order by place)
  into terms, places, words, trust
  from (
    select lexeme, positions[1]::bigint as place
    from unnest(private.search_lexemes(question)) order by place limit 64
  ) asked
  left join (
    select row_number() over () as place, lower(token) as word
    from ts_parse('default', private.search_text(question)) where tokid <> 12
  ) typed using (place);

  if terms is null then
    return;
  end if;

  loop
    -- In how many chunks each term is; those of the rarest terms are the candidates.
    with term as materialized (
      select nth, coalesce(cardinality(found), 0) as frequency, found
      from unnest(terms) with ordinality asked (term, nth)
      cross join lateral (
        select array(
          select c.ctid from public.document_chunks c
          where c.acl && keys and c.search_vector @@ term
            and (gym is null or c.gym_id = gym)
            and (document_ids is null or c.document_id = any (document_ids))
          limit many + 1
        ) offset 0
      ) matching (found)
    ), ranked as materialized (
      select *, sum(frequency) over (order by frequency, nth) <= many as rare from term
    )
    select (select array_agg(frequency order by nth) from ranked),
      array(select unnest(found) from ranked where rare),
      (select array_agg(nth order by frequency, nth) from ranked where not rare),
      (select found from ranked where not rare order by frequency, nth limit 1)
    into frequencies, candidates, common, last_resort;

    -- A word that is nowhere may be misspelt: then it is the commonest of its variants.
    respelt := false;
    for i in 1 .. cardinality(terms) loop
      exit when words_left = 0;
      continue when frequencies[i] > 0 or words[i] !~ '^[a-z]{5,20}$'
        or length(words[i]) > letters_left;
      words_left := words_left - 1;
      letters_left := letters_left - length(words[i]);
      variants := array(select private.spelling_variants(words[i]));
      variant := (
        select v from unnest(variants) v
        join (
          select c.search_vector from public.document_chunks c
          where c.acl && keys and c.search_vector @@ array_to_string(variants, ' | ')::tsquery
          limit 100
        ) found on found.search_vector @@ v
        group by v order by count(*) desc, v limit 1
      );
      words[i] := '';
      if variant is not null then
        terms[i] := variant;
        trust[i] := 0.6;
        respelt := true;
      end if;
    end loop;
    exit when not respelt;
  end loop;

  -- Common terms choose together: all of them, then all but the commonest, and so on, down to any
  -- chunks of the rarest.
  for size in reverse coalesce(cardinality(common), 0) .. 2 loop
    exit when cardinality(candidates) >= few;
    variant := (select array_to_string(array_agg(terms[nth]), ' & ')::tsquery from unnest(common[:size]) nth);
    candidates := candidates || array(
      select c.ctid from public.document_chunks c
      where c.acl && keys and c.search_vector @@ variant
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      limit many
    );
  end loop;

  if cardinality(candidates) < few then
    candidates := candidates || last_resort;
  end if;

  -- How many chunks there are and how long: of up to 500 documents, which are all that most callers
  -- have, else the share of a random sample. Common terms are counted in the chunks so looked at.
  with document as materialized (
    select id from public.documents
    where (user_id = any (keys) or gym_id = any (keys))
      and (gym is null or gym_id = gym)
      and (document_ids is null or id = any (document_ids))
  ), sample as materialized (
    select id, (select max(position)::bigint + 1 from public.document_chunks where document_id = d.id) as size
    from document d order by id limit 500
  ), chunk as materialized (
    select c.* from sample cross join lateral (
      select token_count, search_vector from public.document_chunks
      where document_id = sample.id order by position
      limit case when (select sum(size) from sample) > many then 4 end
    ) c
  )
  select (select avg(coalesce(size, 0)) from sample) * (select count(*) from document),
    (select coalesce(nullif(avg(token_count), 0), 1) from chunk),
    array(
      select (select avg((search_vector @@ terms[nth])::integer) from chunk)
      from unnest(common) nth where frequencies[nth] > many
    )
  into chunks, mean_length, shares;
  common := array(select nth from unnest(common) nth where frequencies[nth] > many);
  for i in 1 .. cardinality(common) loop
    frequencies[common[i]] := greatest(many, chunks * shares[i]);
  end loop;

  select array_agg(
    trust[nth] * ln(1 + (greatest(chunks, frequency) - frequency + 0.5) / (frequency + 0.5)) order by nth
  )
  into weights from unnest(frequencies) with ordinality t (frequency, nth);

  select array_agg(tsquery_phrase(terms[nth], terms[nth + 1], places[nth + 1] - places[nth])),
    array_agg(phrase_weight * (weights[nth] + weights[nth + 1]))
  into phrases, phrase_weights
  from generate_series(1, cardinality(terms) - 1) nth
  where places[nth + 1] - places[nth] <= 3;

  return query
    with candidate as (
      select id, document_id, search_vector || '' as lexemes,
        k1 * (1 - b + b * token_count / mean_length) as damping
      from (select * from public.document_chunks where ctid = any (candidates) offset 0) c
      where acl && keys
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      offset 0
    ), asked as (
      select true as is_term, * from unnest(terms, weights) t (query, weight)
      union all
      select false, * from unnest(phrases, phrase_weights) p (query, weight)
    ), scored as (
      select id, document_id, sum(
        case when is_term then weight * (k1 + 1) * frequency / (frequency + damping) else weight end
      ) as score
      from candidate
      join asked on lexemes @@ query
      cross join lateral (
        select round(1 / (1.6449340668482264 * (1.0001 - ts_rank('{1,1,1,1}', lexemes, query))) - 0.5)
          + (title_weight - 1) * (ts_rank('{0,0,0,1}', lexemes, query) > 0)::integer
          + (heading_weight - 1) * (ts_rank('{0,0,1,0}', lexemes, query) > 0)::integer
      ) term (frequency)
      group by id, document_id
    ), passage as (
      select *, row_number() over (partition by document_id order by score desc, id desc) as nth
      from scored
    ), page as (
      select id, score from passage
      where (not best_per_document or nth = 1)
        and (after_score is null or (score, id) < (after_score, after_id))
      order by score desc, id desc
      limit greatest(0, least(page_size, 101))
    )
    select c.id, c.document_id, c.gym_id, d.title, c.heading, c.position, c.content, c.start_offset,
      c.end_offset, page.score,
      ts_headline(
        'pg_catalog.english', private.search_text(c.content), array_to_string(terms, ' | ')::tsquery,
        U&'HighlightAll=true, StartSel="\0001", StopSel="\0002"'
      )
    from page
    join public.document_chunks c on c.id = page.id
    join public.documents d on d.id = c.document_id
    order by page.score desc, page.id desc;
end
$$;

revoke execute on function private.rank_chunks(
  uuid[], text, uuid, uuid[], boolean, double precision, uuid, integer
) from public;
