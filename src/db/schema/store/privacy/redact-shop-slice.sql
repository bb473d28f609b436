-- Deletes some of what is left of a shop that is to be forgotten, and says whether that was all: the
-- shop's own row stays, without anything below it, and the entry that it was done.
create or replace function private.redact_shop_slice(request uuid, at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten uuid;
  deleted integer;
  most integer := at_most;
  part text;
begin
  select r.shop_id into forgotten from public.privacy_requests r
  join public.shops s on s.id = r.shop_id and s.deleted_at is not null
  where r.id = request and r.kind = 'redact_shop';
  if not found then return true; end if;
  foreach part in array array[
    'private.automation_events', 'public.customer_tags', 'public.message_logs',
    'private.automation_entries', 'public.dry_run_customers', 'public.dry_runs',
    'public.automation_versions', 'public.automations',
    'public.orders', 'private.order_refunds', 'private.deleted_orders',
    -- What refers to customers, before them.
    'public.suppressions', 'private.forgotten_suppressions', 'public.mailing_settings',
    -- After the automations that send them.
    'public.message_template_versions', 'public.message_templates',
    -- Their sums, scores, segments and refused topics go with them.
    'public.customers',
    'private.orders_seen', 'public.order_differences', 'public.reconciliations',
    -- What was being read goes with what it was read for.
    'public.backfill_rejects', 'public.backfills',
    'public.rfm_runs',
    -- What was postponed goes with them.
    'private.shopify_deliveries'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.shop_id = $1 limit $2
      ))', part
    ) using forgotten, most;
    get diagnostics deleted = row_count;
    most := most - deleted;
  end loop;
  if most = 0 then return false; end if;
  delete from public.privacy_requests r where r.shop_id = forgotten and r.id <> request;
  update public.privacy_requests set status = 'done', done_at = now() where id = request;
  return true;
end
$$;
revoke execute on function private.redact_shop_slice(uuid, integer) from public;
grant execute on function private.redact_shop_slice(uuid, integer) to service_role;
