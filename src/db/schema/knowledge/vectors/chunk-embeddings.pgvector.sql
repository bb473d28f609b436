-- A chunk's vector. Who may find a chunk is asked of the chunk. `model`: vectors of two models cannot
-- be compared.
create table if not exists private.chunk_embeddings (
  chunk_id uuid primary key references public.document_chunks (id) on delete cascade,
  model text not null,
  embedding pgvector.vector(384) not null
);
create index if not exists chunk_embeddings_embedding on private.chunk_embeddings
  using hnsw (embedding pgvector.vector_cosine_ops);

alter table private.chunk_embeddings enable row level security;
alter table private.chunk_embeddings force row level security;
revoke all on private.chunk_embeddings from public, anon, authenticated, service_role;
grant select, insert, update, delete on private.chunk_embeddings to service_role;
create or replace trigger chunk_embeddings_read_only
  before insert or update or delete or truncate on private.chunk_embeddings
  for each statement execute function private.refuse_read_only();
