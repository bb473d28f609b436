-- What its author deleted was deleted now, whatever clock they named.
create or replace function private.note_deletion() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.deleted_at is not null then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;

revoke execute on function private.note_deletion() from public;
