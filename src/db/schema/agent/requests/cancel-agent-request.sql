-- Ends a request of the caller's own that has not ended, and answers it as it is then.
create or replace function private.cancel_agent_request(wanted uuid) returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  update public.agent_requests r set status = 'cancelled'
  where r.id = wanted and r.user_id = caller and r.status in ('queued', 'in_progress');
  return query
    select r.* from public.agent_requests r
    where r.id = wanted and r.user_id = caller and r.deleted_at is null;
end
$$;

revoke execute on function private.cancel_agent_request(uuid) from public;
grant execute on function private.cancel_agent_request(uuid) to authenticated;
