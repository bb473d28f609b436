-- Ends a reconciliation of which all lines are compared: the orders that Shopify did not tell of are only
-- ours. Where it tells of sixty days alone, older ones are left out, and those of its last day.
create or replace function private.finish_reconciliation(reconciliation uuid, began timestamptz)
returns void
language plpgsql set search_path = '' as $$
begin
  -- None was compared where Shopify has none.
  update public.reconciliations r set state = 'running'
  where r.id = reconciliation and r.state = 'queued';
  with only_ours as (
    select o.* from public.reconciliations r
    join public.orders o on o.shop_id = r.shop_id
    where r.id = reconciliation and o.deleted_at is null and o.created_at <= began
      and greatest(o.shopify_updated_at, o.observed_at) <= began
      and (not r.truncated or o.placed_at >= began - interval '59 days')
      and not exists (
        select from private.orders_seen s
        where s.reconciliation_id = r.id and s.shop_id = r.shop_id and s.shopify_id = o.shopify_id
      )
  ), kept as (
    insert into public.order_differences (reconciliation_id, shop_id, shopify_id, kind, ours)
    select reconciliation, o.shop_id, o.shopify_id, 'only_ours', private.order_side(
      o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null, false,
      o.shopify_updated_at
    )
    from only_ours o order by o.shopify_id limit 200
  )
  update public.reconciliations r set
    state = 'succeeded',
    ended_at = now(),
    only_ours = found.orders,
    sum_ours = r.sum_ours + found.value
  from (
    select count(*) as orders, coalesce(sum(o.total_price - o.refunded), 0) as value
    from only_ours o
  ) found
  where r.id = reconciliation;
  delete from private.orders_seen s where s.reconciliation_id = reconciliation;
end
$$;

revoke execute on function private.finish_reconciliation(uuid, timestamptz) from public;
grant execute on function private.finish_reconciliation(uuid, timestamptz) to service_role;
