-- Has messages that failed sent again, as a manager of the shop decides: one, or an automation's by why they
-- failed, ten thousand at a time. Those of which nobody knows whether they came only where it is accepted
-- that some come twice. Whatever keeps a message from anybody is asked again when it is claimed.
--
-- Returns one row: how many wait to be sent again, and how many of them may come twice. None where it is not
-- a shop of the caller's.
create or replace function private.replay_messages(
  automation uuid, message uuid, reasons text[], accepted boolean, at timestamptz
) returns table (replayed integer, may_repeat integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  shops constant uuid[] := private.shop_ids();
  asked public.message_logs;
  again uuid[];
begin
  perform private.hold_caller();
  if message is not null then
    select m.* into asked from public.message_logs m
    where m.id = message and m.shop_id = any (shops) for no key update;
    if not found then
      return;
    end if;
    if asked.status <> 'failed' then
      raise exception 'the message has not failed'
        using errcode = 'check_violation', constraint = 'message_not_failed';
    end if;
    again := array[asked.id];
  else
    perform from public.automations a where a.id = automation and a.shop_id = any (shops);
    if not found then
      return;
    end if;
    again := array(
      select m.id from public.message_logs m
      where m.automation_id = automation and m.status = 'failed' and m.reason = any (reasons)
      order by m.id limit 10000 for no key update skip locked
    );
  end if;
  if accepted is not true and (
    asked.reason = 'outcome_unknown' or message is null and 'outcome_unknown' = any (reasons)
  ) then
    raise exception 'some may come twice'
      using errcode = 'check_violation', constraint = 'messages_may_repeat';
  end if;
  return query
  with waiting as (
    update public.message_logs m
    set status = 'scheduled', reason = null, error = null, attempts = 0, address = null,
      provider_message_id = null, sent_at = null, scheduled_for = at
    from public.message_logs failed
    where m.id = failed.id and failed.id = any (again)
    returning failed.reason
  )
  select count(*)::integer, (count(*) filter (where w.reason = 'outcome_unknown'))::integer
  from waiting w;
end
$$;
revoke execute on function private.replay_messages(uuid, uuid, text[], boolean, timestamptz) from public;
grant execute on function private.replay_messages(uuid, uuid, text[], boolean, timestamptz)
  to authenticated;
