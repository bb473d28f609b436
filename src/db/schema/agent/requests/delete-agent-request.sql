-- Removes what a question of the caller's own and its answer said, wherever the words are: in the row,
-- in its stream, as the title of its session, in answers kept for repeated requests. The row itself
-- stays, because the ledger refers to it. False: there is no such question.
create or replace function private.delete_agent_request(wanted uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  caller_subject constant text := private.caller_claims() ->> 'sub';
  request public.agent_requests;
  next_seq integer;
  auto_title text;
begin
  -- The lock makes events in flight wait and then find an end, or be logged before they are removed.
  select r.* into request from public.agent_requests r
  where r.id = wanted and r.user_id = caller and r.deleted_at is null for update;
  if not found then
    return false;
  end if;
  select coalesce(max(e.seq), 0) + 1 into next_seq
  from public.agent_events e where e.request_id = wanted;
  -- An answer under way ends as cancelled, and its trigger gives the charge back.
  update public.agent_requests r
  set status = case when r.status in ('queued', 'in_progress') then 'cancelled' else r.status end,
      input = '', output = null, citations = '[]', error = null, deleted_at = now()
  where r.id = wanted returning r.status into request.status;

  -- Whoever watches waits for a last event, and is told that no more will come.
  delete from public.agent_events e where e.request_id = wanted;
  insert into public.agent_events (request_id, seq, user_id, event, data) values (
    wanted, next_seq, caller, 'error',
    jsonb_build_object('status', request.status, 'code', 'deleted')
  );

  -- The next question names the session anew.
  auto_title := left(request.input, 80);
  update public.agent_sessions s set title = null
  where s.id = request.session_id and s.title = auto_title;

  -- A cancellation that is repeated finds nothing; what was done to the session stays done once.
  delete from private.idempotency_keys k
  where k.subject = caller_subject and k.body ->> 'id' = wanted::text;
  update private.idempotency_keys k set body = jsonb_set(k.body::jsonb, '{title}', 'null')::json
  where k.subject = caller_subject
    and k.body ->> 'id' = request.session_id::text and k.body ->> 'title' = auto_title;
  return true;
end
$$;

revoke execute on function private.delete_agent_request(uuid) from public;
grant execute on function private.delete_agent_request(uuid) to authenticated;
