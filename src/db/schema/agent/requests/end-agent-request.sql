-- Ends a request of the caller's own that is in progress; one that has ended otherwise stays as it is.
-- Its trigger logs the last event and settles the charge.
create or replace function private.end_agent_request(
  wanted uuid, new_status text, new_output text, new_citations jsonb, new_error text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  if new_status not in ('completed', 'failed') then
    raise exception 'an answer is completed or has failed'
      using errcode = 'check_violation', constraint = 'agent_requests_transition';
  end if;
  update public.agent_requests r
  set status = new_status, output = new_output, citations = new_citations, error = new_error
  where r.id = wanted and r.user_id = caller and r.status = 'in_progress';
end
$$;

revoke execute on function private.end_agent_request(uuid, text, text, jsonb, text) from public;
grant execute on function private.end_agent_request(uuid, text, text, jsonb, text) to authenticated;
