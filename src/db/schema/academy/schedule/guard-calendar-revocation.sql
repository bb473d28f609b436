-- A link that was revoked stays so, and the clock is the database's.
create or replace function private.guard_calendar_revocation() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.revoked_at is not null or new.revoked_at is not null then
    new.revoked_at := coalesce(old.revoked_at, now());
  end if;
  return new;
end
$$;

revoke execute on function private.guard_calendar_revocation() from public;
