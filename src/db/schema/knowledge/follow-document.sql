-- Whoever may change a document may not touch its chunks; this follows on their behalf. A null
-- search vector asks the chunk's own trigger for a new one, which sharing does not need.
create or replace function private.follow_document() returns trigger
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

revoke execute on function private.follow_document() from public;
