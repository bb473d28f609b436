-- Starts the processing of the caller's own document, for the first time or after a failure. No row
-- when there is nothing to start: not theirs, missing, or started already.
create or replace function private.submit_document(document_id uuid) returns setof public.documents
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  document public.documents;
begin
  update public.documents d
  set processing_status = 'processing', processing_done = 0, processing_total = null, error = null
  where d.id = document_id
    and d.user_id = caller
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

revoke execute on function private.submit_document(uuid) from public;
grant execute on function private.submit_document(uuid) to authenticated;
