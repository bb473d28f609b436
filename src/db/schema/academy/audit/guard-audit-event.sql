-- The trail is added to, never changed, by nobody. Only an erasure takes names out, and with the
-- person whom an event is about its details.
create or replace function private.guard_audit_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE'
    and (new.actor_id is null or new.actor_id = old.actor_id)
    and (new.subject_id is null or new.subject_id = old.subject_id)
    and (new.details = old.details or new.subject_id is null and new.details = '{}')
    and (new.id, new.gym_id, new.action, new.created_at)
      is not distinct from (old.id, old.gym_id, old.action, old.created_at)
  then
    return new;
  end if;
  raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
end
$$;

revoke execute on function private.guard_audit_event() from public;
