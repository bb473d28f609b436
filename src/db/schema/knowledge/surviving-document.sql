-- A file that was there already became the older document. Who uploaded it again may go on asking
-- for the newer id: its job remembers.
create or replace function private.surviving_document(document_id uuid) returns uuid
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

revoke execute on function private.surviving_document(uuid) from public;
grant execute on function private.surviving_document(uuid) to authenticated;
