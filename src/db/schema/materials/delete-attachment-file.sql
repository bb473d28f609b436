-- The object in Storage goes with the row, by a job: nothing calls out from a transaction.
create or replace function private.delete_attachment_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'delete_attachment_file', jsonb_build_object('file_path', old.file_path), old.file_path
  );
  return null;
end
$$;

revoke execute on function private.delete_attachment_file() from public;
