-- The hundred passages nearest to a question, among what `keys` (a user, gyms) may find. Up to 5,000
-- chunks are compared one by one, which is exact; more go through the index. The settings leave the
-- planner that choice and no other. It trusts `keys`, so no API role may execute it.
create or replace function private.nearest_chunks(
  keys uuid[], gym uuid, document_ids uuid[], question_embedding text, embedding_model text
)
returns table (id uuid, document_id uuid, distance double precision)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_sort = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  few constant integer := 5000;
  question constant pgvector.vector(384) := question_embedding;
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
        select e.chunk_id, e.embedding operator(pgvector.<=>) question as distance
        from private.chunk_embeddings e
        where e.chunk_id = any (mine) and e.model = embedding_model
      )
      select c.id, c.document_id, near.distance
      from near join public.document_chunks c on c.id = near.chunk_id
      order by near.distance, c.id limit 100;
  else
    return query
      select c.id, c.document_id, e.embedding operator(pgvector.<=>) question
      from private.chunk_embeddings e join public.document_chunks c on c.id = e.chunk_id
      where e.model = embedding_model
        and c.acl && keys
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      order by e.embedding operator(pgvector.<=>) question limit 100;
  end if;
end
$$;

revoke execute on function private.nearest_chunks(uuid[], uuid, uuid[], text, text) from public;

-- pgvector 0.8: without it the index answers its forty nearest, before anybody's rights are asked.
do $$
begin
  if exists (select from pg_catalog.pg_settings where name = 'hnsw.iterative_scan') then
    alter function private.nearest_chunks(uuid[], uuid, uuid[], text, text)
      set hnsw.iterative_scan = 'strict_order';
  end if;
end
$$;
