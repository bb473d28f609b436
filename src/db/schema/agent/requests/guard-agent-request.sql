-- Whose a request is, when it began and ended, and that a deleted one stays deleted. Nobody is exempt.
-- Its states are guarded by private.guard_transition.
create or replace function private.guard_agent_request() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (
      select from public.agent_sessions s where s.id = new.session_id and s.user_id = new.user_id
    ) then
      raise exception 'a request belongs to the owner of its session'
        using errcode = 'foreign_key_violation', constraint = 'agent_requests_session_owner';
    end if;
    new.started_at := null;
    new.finished_at := null;
    return new;
  end if;

  if (new.id, new.session_id, new.user_id, new.created_at)
    is distinct from (old.id, old.session_id, old.user_id, old.created_at)
  then
    raise exception 'a request stays where it was made'
      using errcode = 'check_violation', constraint = 'agent_requests_identity';
  end if;
  new.started_at := old.started_at;
  new.finished_at := old.finished_at;
  new.deleted_at := coalesce(old.deleted_at, new.deleted_at);
  if new.status = old.status then
    return new;
  end if;
  if new.status = 'in_progress' then
    new.started_at := now();
  else
    new.finished_at := now();
  end if;
  return new;
end
$$;
revoke execute on function private.guard_agent_request() from public;
