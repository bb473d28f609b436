-- The object in Storage goes with the row, by a job: nothing calls out from a transaction. The job is
-- nobody's: to be the owner's it would have to hold them, behind the lock of the row.
create or replace function private.delete_document_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'delete_file', jsonb_build_object('file_path', old.file_path), old.file_path
  );
  return null;
end
$$;

revoke execute on function private.delete_document_file() from public;
