-- Says that words which others could have read are not those that were there first.
create or replace function private.note_edit() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.edited_at := now();
  return new;
end
$$;

revoke execute on function private.note_edit() from public;
