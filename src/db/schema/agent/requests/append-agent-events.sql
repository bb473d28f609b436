-- Logs a batch of events of a request of the caller's own, `[{ seq, event, data }, …]`, unless it has
-- ended; safe to repeat. The lock makes an end wait, so that nothing follows a request's last event.
-- True while the request is in progress; without events it only looks.
create or replace function private.append_agent_events(wanted uuid, events jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  perform from public.agent_requests r
  where r.id = wanted and r.user_id = caller and r.status = 'in_progress'
  for share;
  if not found then
    return false;
  end if;
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select wanted, e.seq, caller, e.event, e.data
  from jsonb_to_recordset(events) as e (seq integer, event text, data jsonb)
  on conflict (request_id, seq) do nothing;
  return true;
end
$$;

revoke execute on function private.append_agent_events(uuid, jsonb) from public;
grant execute on function private.append_agent_events(uuid, jsonb) to authenticated;
