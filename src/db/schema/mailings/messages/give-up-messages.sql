-- Ends messages whose worker was not heard of in time: they may have been handed over, so nobody does it
-- again. Up to a thousand; tells how many.
create or replace function private.give_up_messages(at timestamptz) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  ended integer;
begin
  update public.message_logs m
  set status = 'failed', reason = 'outcome_unknown', claim = null, claimed_until = null
  where m.id = any (array(
    select s.id from public.message_logs s
    where s.status = 'sending' and s.claimed_until <= at
    order by s.claimed_until limit 1000 for no key update skip locked
  ));
  get diagnostics ended = row_count;
  return ended;
end
$$;
revoke execute on function private.give_up_messages(timestamptz) from public;
grant execute on function private.give_up_messages(timestamptz) to service_role;
