-- Times are the database's: an API role cannot backdate a row it inserts.
create or replace function private.stamp_insert() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('anon', 'authenticated') then
    new.created_at := now();
    new.updated_at := now();
  end if;
  return new;
end
$$;

revoke execute on function private.stamp_insert() from public;
