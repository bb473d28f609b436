-- Plans one node's messages for entries of its version: each is decided at once, and one that was planned
-- before stays as it is. Tells how many were new. What comes due is found by a job; nothing is to be queued.
create or replace function private.plan_messages(
  version uuid, node integer, entries uuid[], at timestamptz
) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  published public.automation_versions;
  wanted public.message_channel;
  template_version uuid;
  planned integer;
begin
  select v.* into published from public.automation_versions v where v.id = version;
  wanted := published.nodes -> node ->> 'kind';
  template_version := published.nodes -> node ->> 'template_version_id';
  with entered as (
    select e.id, e.customer_id, e.details from private.automation_entries e
    where e.id = any (entries) and e.version_id = version
  )
  insert into public.message_logs (
    shop_id, automation_id, version_id, customer_id, node, channel, status, reason, dedupe_key, details,
    planned_for, scheduled_for
  )
  select published.shop_id, published.automation_id, version, e.customer_id, plan_messages.node, wanted,
    (case when v.outcome in ('refused', 'held_out') then v.outcome else 'scheduled' end)
      ::public.message_status,
    v.reason, e.id || ':' || plan_messages.node,
    -- Of a message that never is there are no words.
    case when v.outcome = 'refused' then '{}' else e.details end, at, v.scheduled_for
  from entered e
  join private.message_verdicts(
    published.shop_id, published.automation_id, wanted, published.topic, template_version,
    published.quiet_from, published.quiet_until, published.send_days, published.hold_out_percent, at,
    array(select customer_id from entered)
  ) v on v.customer_id = e.customer_id
  on conflict (shop_id, dedupe_key) do nothing;
  get diagnostics planned = row_count;
  return planned;
end
$$;
revoke execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) from public;
grant execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) to service_role;
