-- `private.search_chunks` with the question's vector: the best hundred of either ranking, fused by
-- their ranks. It too asks for itself what the caller may find.
create or replace function private.search_chunks_hybrid(
  question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer,
  question_embedding text, embedding_model text
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.current_user_id();
  gyms constant uuid[] := private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER');
  keys constant uuid[] := case when gym = any (gyms) then array[gym] else caller || gyms end;
  terms constant tsquery := (
    select string_agg(format('''%s''', lexeme), ' | ')::tsquery
    from unnest(private.search_lexemes(question))
  );
begin
  if caller is null then
    return;
  end if;
  return query
    with lexical as materialized (
      select id, document_id, marked, row_number() over (order by score desc, id desc) as nth
      from private.rank_chunks(
        keys, question, gym, document_ids, best_per_document, null, null, 100
      )
    ), nearest as (
      select id, document_id, distance,
        row_number() over (partition by document_id order by distance, id) as nth_of_document
      from private.nearest_chunks(
        keys, gym, document_ids, question_embedding, embedding_model
      )
    ), ranked as (
      select 1 as leg, id, document_id, nth from lexical
      union all
      select 2, id, document_id, row_number() over (order by distance, id)
      from nearest where not best_per_document or nth_of_document = 1
    ), fused as (
      select (array_agg(id order by nth, leg))[1] as id,
        sum(1.0::double precision / (60 + nth)) as score
      from ranked
      group by case when best_per_document then document_id else id end
    ), page as (
      select * from fused
      where after_score is null or (score, id) < (after_score, after_id)
      order by score desc, id desc
      limit greatest(0, least(page_size, 101))
    )
    select c.id, c.document_id, c.gym_id, d.title, c.heading, c.position, c.content,
      c.start_offset, c.end_offset, page.score,
      coalesce(
        (select lexical.marked from lexical where lexical.id = page.id),
        ts_headline(
          'pg_catalog.english', private.search_text(c.content), terms,
          U&'HighlightAll=true, StartSel="\0001", StopSel="\0002"'
        ),
        c.content
      )
    from page
    join public.document_chunks c on c.id = page.id
    join public.documents d on d.id = c.document_id
    order by page.score desc, page.id desc;
end
$$;

revoke execute on function private.search_chunks_hybrid(
  text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
) from public;
grant execute on function private.search_chunks_hybrid(
  text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
) to authenticated;
