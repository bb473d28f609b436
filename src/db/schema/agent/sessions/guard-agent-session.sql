-- A session stays its owner's, and what was deleted stays deleted. The clock is the database's.
create or replace function private.guard_agent_session() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.user_id <> old.user_id then
    raise exception 'a session stays its owner''s' using errcode = 'insufficient_privilege';
  end if;
  if current_user = 'authenticated' and old.deleted_at is not null then
    raise exception 'a deleted session is over' using errcode = 'insufficient_privilege';
  end if;
  if new.deleted_at is not null and old.deleted_at is null then
    new.deleted_at := now();
  end if;
  return new;
end
$$;

revoke execute on function private.guard_agent_session() from public;
