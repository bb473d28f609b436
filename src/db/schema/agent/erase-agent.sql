-- Removes what a person asked the assistant and was answered; that they asked stays countable. An
-- answer under way is cancelled first, so that nothing is written after this.
create or replace function private.erase_agent(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_requests set status = 'cancelled'
  where user_id = erased and status in ('queued', 'in_progress');
  update public.agent_requests set input = '', output = null, citations = '[]', error = null
  where user_id = erased;
  delete from public.agent_events where user_id = erased;
  update public.agent_sessions
  set title = null, context = '{}', deleted_at = coalesce(deleted_at, now())
  where user_id = erased;
end
$$;
revoke execute on function private.erase_agent(uuid) from public;
