-- Strictly increasing, because the ETag is made from it: two writes in one millisecond must not
-- leave the same version behind.
create or replace function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    old.updated_at + interval '1 millisecond'
  );
  return new;
end
$$;

revoke execute on function private.touch_updated_at() from public;
