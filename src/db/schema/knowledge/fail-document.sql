-- A job that ended without success cannot speak for itself any more, so the queue says it: a
-- document is never left waiting for nobody.
create or replace function private.fail_document() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.documents
  set processing_status = 'failed',
      error = case new.status when 'cancelled' then 'cancelled' else 'processing_failed' end
  where id = (new.payload ->> 'document_id')::uuid and processing_status = 'processing';
  return null;
end
$$;

revoke execute on function private.fail_document() from public;
