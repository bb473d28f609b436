-- Takes a queued request of the caller's own to answer it, and logs its first event, `meta`. False:
-- somebody else has, it has ended, or it is another's.
create or replace function private.begin_agent_request(wanted uuid, by_model text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  with begun as (
    update public.agent_requests r set status = 'in_progress', model = by_model
    where r.id = wanted and r.user_id = caller and r.status = 'queued'
    returning r.id, r.user_id, r.session_id
  )
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select begun.id, 1, begun.user_id, 'meta',
    jsonb_build_object('request_id', begun.id, 'session_id', begun.session_id, 'model', by_model)
  from begun;
  return found;
end
$$;

revoke execute on function private.begin_agent_request(uuid, text) from public;
grant execute on function private.begin_agent_request(uuid, text) to authenticated;
