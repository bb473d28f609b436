-- Vectors are optional: where the server has no pgvector, or does not let us enable it, this leaves
-- nothing behind, and search is lexical. All of it is dynamic, because without the extension not even the types can be named.
do $migration$
declare
  home text;
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    return;
  end if;
  begin
    create extension if not exists vector with schema extensions;
  exception when insufficient_privilege then
    -- It takes a superuser, except where the platform says otherwise (hosted Supabase does).
    raise warning 'pgvector is there, but % may not enable it: search stays lexical', current_user;
    return;
  end;
  -- It may have been enabled before, elsewhere.
  select format('%I', n.nspname) into strict home
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'vector';
  -- Loads the library, so that its settings are known below.
  execute format('select ''[0]''::%s.vector', home);

  -- Who may find a chunk is asked of the chunk. `model`: vectors of two models cannot be compared.
  execute format($sql$
    create table private.chunk_embeddings (
      chunk_id uuid primary key references public.document_chunks (id) on delete cascade,
      model text not null,
      embedding %s.vector(384) not null
    )
  $sql$, home);
  alter table private.chunk_embeddings enable row level security;
  alter table private.chunk_embeddings force row level security;
  revoke all on private.chunk_embeddings from public, anon, authenticated, service_role;
  grant select, insert, update, delete on private.chunk_embeddings to service_role;
  execute format(
    'create index chunk_embeddings_embedding on private.chunk_embeddings using hnsw (embedding %s.vector_cosine_ops)',
    home
  );

  -- The hundred passages nearest to a question, among what `keys` (a user, gyms) may find. Up to
  -- 5,000 chunks are compared one by one, which is exact; more go through the index. The settings
  -- leave the planner that choice and no other. It trusts `keys`, so no API role may execute it.
  execute replace($sql$
    create function private.nearest_chunks(
      keys uuid[], gym uuid, document_ids uuid[], question_embedding text, embedding_model text
    )
    returns table (id uuid, document_id uuid, distance double precision)
    language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
      set enable_seqscan = off set enable_sort = off set enable_hashjoin = off
      set enable_mergejoin = off as $body$
    #variable_conflict use_column
    declare
      few constant integer := 5000;
      question constant HOME.vector(384) := question_embedding;
      mine uuid[];
    begin
      if question is null then
        return;
      end if;
      mine := array(
        select c.id from public.document_chunks c
        where c.acl && keys
          and (gym is null or c.gym_id = gym)
          and (document_ids is null or c.document_id = any (document_ids))
        limit few + 1
      );
      if cardinality(mine) <= few then
        return query
          with near as materialized (
            select e.chunk_id, e.embedding operator(HOME.<=>) question as distance
            from private.chunk_embeddings e
            where e.chunk_id = any (mine) and e.model = embedding_model
          )
          select c.id, c.document_id, near.distance
          from near join public.document_chunks c on c.id = near.chunk_id
          order by near.distance, c.id limit 100;
      else
        return query
          select c.id, c.document_id, e.embedding operator(HOME.<=>) question
          from private.chunk_embeddings e join public.document_chunks c on c.id = e.chunk_id
          where e.model = embedding_model
            and c.acl && keys
            and (gym is null or c.gym_id = gym)
            and (document_ids is null or c.document_id = any (document_ids))
          order by e.embedding operator(HOME.<=>) question limit 100;
      end if;
    end
    $body$
  $sql$, 'HOME', home);
  revoke execute on function private.nearest_chunks(uuid[], uuid, uuid[], text, text) from public;
  -- pgvector 0.8: without it the index answers its forty nearest, before anybody's rights are asked.
  if exists (select from pg_catalog.pg_settings where name = 'hnsw.iterative_scan') then
    alter function private.nearest_chunks(uuid[], uuid, uuid[], text, text)
      set hnsw.iterative_scan = 'strict_order';
  end if;

  -- `private.search_chunks` with the question's vector: the best hundred of either ranking, fused by
  -- their ranks. It too asks for itself what the caller may find.
  execute $sql$
    create function private.search_chunks_hybrid(
      question text, gym uuid, document_ids uuid[], best_per_document boolean,
      after_score double precision, after_id uuid, page_size integer,
      question_embedding text, embedding_model text
    )
    returns table (
      id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
      content text, start_offset integer, end_offset integer, score double precision, marked text
    )
    language plpgsql stable security definer set search_path = '' as $body$
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
    $body$
  $sql$;
  revoke execute on function private.search_chunks_hybrid(
    text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
  ) from public;
  grant execute on function private.search_chunks_hybrid(
    text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
  ) to authenticated;
end
$migration$;
