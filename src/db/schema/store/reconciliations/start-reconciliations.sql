-- Begins the reconciliation of every shop of which Shopify tells, unless its last one is under way, and
-- answers how many.
create or replace function private.start_reconciliations() returns integer
language plpgsql set search_path = '' as $$
declare
  began integer;
begin
  with fresh as (
    insert into public.reconciliations (shop_id, truncated)
    select s.id, s.state = 'truncated' from public.shops s
    where s.state in ('connected', 'truncated') and s.deleted_at is null
    order by s.id
    on conflict (shop_id) where state in ('queued', 'running') do nothing
    returning id, shop_id
  ), sources as (
    insert into private.line_sources (shop_id, reconciliation_id, kind)
    select f.shop_id, f.id, 'orders' from fresh f
  )
  select count(
    private.enqueue_job(
      'reconcile_shop', jsonb_build_object('reconciliation_id', f.id), f.id::text
    )
  ) into began
  from fresh f;
  return began;
end
$$;

revoke execute on function private.start_reconciliations() from public;
grant execute on function private.start_reconciliations() to service_role;
