-- What was taken off the schedule stays off it, and the clock is the database's; the owner's own hand
-- writes what was the case elsewhere.
create or replace function private.guard_class() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and old.deleted_at is not null then
    raise exception 'a deleted class is over' using errcode = 'insufficient_privilege';
  end if;
  if new.deleted_at is not null and current_user <> 'postgres' then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;

revoke execute on function private.guard_class() from public;
