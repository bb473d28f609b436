-- The end of a request, whoever brings it about: its stream gets a last event, and one that was not
-- completed gives its charge back. The unique key makes that once. A charge of a period that is over
-- gives nothing back to the one that runs.
create or replace function private.close_agent_request() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  period_start timestamptz;
begin
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select new.id, coalesce(max(e.seq), 0) + 1, new.user_id,
    case new.status when 'completed' then 'done' else 'error' end,
    case new.status
      when 'completed' then jsonb_build_object(
        'status', new.status, 'model', new.model, 'grounded', new.citations <> '[]'
      )
      else jsonb_build_object('status', new.status, 'code', coalesce(new.error, new.status))
    end
  from public.agent_events e where e.request_id = new.id;

  if new.status <> 'completed' then
    select p.usage_period_start into period_start
    from public.user_profiles p where p.user_id = new.user_id for update;
    insert into public.usage_events
      (user_id, event_type, quantity, request_id, metadata, idempotency_key)
    select c.user_id, 'agent_request_returned',
      case when c.created_at >= period_start then -c.quantity else 0 end,
      new.id, jsonb_build_object('status', new.status), 'agent_request_returned:' || new.id
    from public.usage_events c
    where c.request_id = new.id and c.event_type = 'agent_request';
  end if;
  return null;
end
$$;

revoke execute on function private.close_agent_request() from public;
