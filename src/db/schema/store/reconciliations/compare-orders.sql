-- Sets orders as Shopify tells them, in a bulk operation that began at `began`, against ours, and notes
-- what differs. What either side changed since is in neither; nothing is corrected. Two hundred of each
-- kind are kept with what both say, all are counted.
create or replace function private.compare_orders(
  reconciliation uuid, began timestamptz, ids bigint[], total_prices numeric[], refunds numeric[],
  currencies text[], statuses public.financial_status[], cancelled boolean[], updated timestamptz[]
) returns void
language plpgsql
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  shop constant uuid := (
    select r.shop_id from public.reconciliations r where r.id = reconciliation
  );
begin
  insert into private.orders_seen (reconciliation_id, shop_id, shopify_id)
  select distinct reconciliation, shop, n.id from unnest(ids) n (id)
  on conflict do nothing;

  with pairs as (
    select n.id, n.total_price - n.refunded as their_value, o.total_price - o.refunded as our_value,
      case
        when o.id is null then 'missing'
        when o.deleted_at is not null
          or (o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null)
          <> (n.total_price, n.refunded, n.currency, n.status, n.cancelled) then 'differing'
      end as kind,
      private.order_side(
        n.total_price, n.refunded, n.currency, n.status, n.cancelled, false, n.updated_at
      ) as theirs,
      case when o.id is not null then private.order_side(
        o.total_price, o.refunded, o.currency, o.financial_status, o.cancelled_at is not null,
        o.deleted_at is not null, o.shopify_updated_at
      ) end as ours
    from unnest(ids, total_prices, refunds, currencies, statuses, cancelled, updated) n (
      id, total_price, refunded, currency, status, cancelled, updated_at
    )
    left join public.orders o on o.shop_id = shop and o.shopify_id = n.id
    where n.updated_at <= began
      and coalesce(greatest(o.shopify_updated_at, o.observed_at, o.deleted_at) <= began, true)
  ), kept as (
    insert into public.order_differences
      (reconciliation_id, shop_id, shopify_id, kind, theirs, ours)
    select reconciliation, shop, p.id, p.kind, p.theirs, p.ours
    from (
      select p.*, row_number() over (partition by p.kind order by p.id) as place
      from pairs p where p.kind is not null
    ) p
    where p.place + (
      select count(*) from public.order_differences d
      where d.reconciliation_id = reconciliation and d.shop_id = shop and d.kind = p.kind
    ) <= 200
    on conflict do nothing
  )
  update public.reconciliations r set
    state = 'running',
    compared = r.compared + found.compared,
    differing = r.differing + found.differing,
    missing = r.missing + found.missing,
    sum_theirs = r.sum_theirs + found.theirs,
    sum_ours = r.sum_ours + found.ours
  from (
    select count(*) filter (where p.kind is distinct from 'missing') as compared,
      count(*) filter (where p.kind = 'differing') as differing,
      count(*) filter (where p.kind = 'missing') as missing,
      coalesce(sum(p.their_value), 0) as theirs, coalesce(sum(p.our_value), 0) as ours
    from pairs p
  ) found
  where r.id = reconciliation;
end
$$;

revoke execute on function private.compare_orders(
  uuid, timestamptz, bigint[], numeric[], numeric[], text[], public.financial_status[], boolean[],
  timestamptz[]
) from public;
grant execute on function private.compare_orders(
  uuid, timestamptz, bigint[], numeric[], numeric[], text[], public.financial_status[], boolean[],
  timestamptz[]
) to service_role;
