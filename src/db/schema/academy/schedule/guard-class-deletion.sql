-- The clock is the database's.
create or replace function private.guard_class_deletion() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.deleted_at := coalesce(old.deleted_at, now());
  return new;
end
$$;

revoke execute on function private.guard_class_deletion() from public;
