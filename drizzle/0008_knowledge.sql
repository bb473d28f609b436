-- A chunk is its document's: owner, gym and who may find it are copied, whatever was given. The
-- lock makes whoever shares or un-shares meanwhile wait, so that no chunk keeps an old audience.
create function private.complete_chunk() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  document record;
  body tsvector;
begin
  select d.user_id, d.gym_id, d.title into strict document
  from public.documents d where d.id = new.document_id for share;
  new.user_id := document.user_id;
  new.gym_id := document.gym_id;
  new.acl := array_remove(array[document.user_id, document.gym_id], null);

  if tg_op = 'INSERT' or (new.heading, new.content, new.search_vector)
    is distinct from (old.heading, old.content, old.search_vector)
  then
    body := private.search_lexemes(new.content);
    new.search_vector := setweight(private.search_lexemes(document.title), 'A')
      || setweight(private.search_lexemes(coalesce(new.heading, '')), 'B')
      || setweight(body, 'D');
    new.token_count := (select coalesce(sum(cardinality(positions)), 0) from unnest(body));
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.complete_chunk() from public;
--> statement-breakpoint
create trigger document_chunks_complete before insert or update on public.document_chunks
  for each row execute function private.complete_chunk();
--> statement-breakpoint

-- Whoever may change a document may not touch its chunks; this follows on their behalf. A null
-- search vector asks the chunk's own trigger for a new one, which sharing does not need.
create function private.follow_document() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.title <> old.title then
    update public.document_chunks set search_vector = null where document_id = new.id;
  elsif (new.user_id, new.gym_id) is distinct from (old.user_id, old.gym_id) then
    update public.document_chunks set gym_id = new.gym_id where document_id = new.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_document() from public;
--> statement-breakpoint
create trigger documents_follow after update of user_id, gym_id, title on public.documents
  for each row execute function private.follow_document();
--> statement-breakpoint

-- The object in Storage goes with the row, by a job: nothing calls out from a transaction.
create function private.delete_document_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'delete_file', jsonb_build_object('file_path', old.file_path), old.file_path, old.user_id
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_document_file() from public;
--> statement-breakpoint
create trigger documents_delete_file after delete on public.documents
  for each row execute function private.delete_document_file();
--> statement-breakpoint

-- Starts the processing of the caller's own document, for the first time or after a failure. No row
-- when there is nothing to start: not theirs, missing, or started already.
create function private.submit_document(document_id uuid) returns setof public.documents
language plpgsql volatile security definer set search_path = '' as $$
declare
  document public.documents;
begin
  update public.documents d
  set processing_status = 'processing', processing_done = 0, processing_total = null, error = null
  where d.id = document_id
    and d.user_id = private.current_user_id()
    and d.processing_status in ('pending', 'failed')
  returning d.* into document;
  if found then
    perform private.enqueue_job(
      'process_document', jsonb_build_object('document_id', document.id), document.id::text,
      document.user_id
    );
    return next document;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.submit_document(uuid) from public;
--> statement-breakpoint
grant execute on function private.submit_document(uuid) to authenticated;
--> statement-breakpoint

-- A job that ended without success cannot speak for itself any more, so the queue says it: a
-- document is never left waiting for nobody.
create function private.fail_document() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.documents
  set processing_status = 'failed',
      error = case new.status when 'cancelled' then 'cancelled' else 'processing_failed' end
  where id = (new.payload ->> 'document_id')::uuid and processing_status = 'processing';
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.fail_document() from public;
--> statement-breakpoint
create trigger jobs_fail_document after update of status on private.jobs
  for each row when (new.kind = 'process_document' and new.status in ('dead', 'cancelled'))
  execute function private.fail_document();
--> statement-breakpoint

-- A file that was there already became the older document. Who uploaded it again may go on asking
-- for the newer id: its job remembers.
create function private.surviving_document(document_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select (j.result ->> 'duplicate_of')::uuid from private.jobs j
    where j.user_id = private.current_user_id()
      and j.kind = 'process_document'
      and j.status = 'succeeded'
      and j.payload ->> 'document_id' = document_id::text
      and j.result ? 'duplicate_of'
    order by j.finished_at desc limit 1
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.surviving_document(uuid) from public;
--> statement-breakpoint
grant execute on function private.surviving_document(uuid) to authenticated;
--> statement-breakpoint

-- The extracted text, part by part, for whoever may read the document: put together it is what the
-- offsets of chunks and citations refer to.
create function private.document_text(document_id uuid, after_part integer, page_size integer)
returns table (part integer, content text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.documents d
    where d.id = document_text.document_id
      and (
        d.user_id = private.current_user_id()
        or d.gym_id = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))
      )
  ) then
    return;
  end if;
  return query
    select p.part, p.content from private.document_parts p
    where p.document_id = document_text.document_id and p.part > after_part
    order by p.part limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.document_text(uuid, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.document_text(uuid, integer, integer) to authenticated;
