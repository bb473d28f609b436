-- Writes what Shopify says of orders, one or thousands, the newest of each: what is older than what is
-- known changes nothing. Customers who are not known yet are made, with an id and nothing else. What
-- was told before its order, refunds and a deletion, is added by statements of their own: they see what
-- was committed while the orders were waited for. Indexes are forced, because the plan stays while an
-- empty table grows to millions of rows.
create or replace function private.apply_orders(
  shop uuid,
  ids bigint[],
  customer_ids bigint[],
  order_numbers text[],
  total_prices numeric[],
  refunds numeric[],
  currencies text[],
  statuses public.financial_status[],
  placed timestamptz[],
  cancelled timestamptz[],
  updated timestamptz[],
  observed timestamptz[],
  out written integer,
  out stale integer
)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  buyers uuid[];
  told bigint[];
begin
  perform private.hold_store(shop, false);
  for attempt in 1..2 loop
    -- One by one: as a join it may be planned as a reading of all customers of the shop.
    buyers := array(
      select (
        select c.id from public.customers c where c.shop_id = shop and c.shopify_id = n.id
      )
      from unnest(customer_ids) n (id)
    );
    exit when attempt = 2 or array_position(buyers, null) is null;
    insert into public.customers (shop_id, shopify_id)
    select distinct shop, n.id from unnest(customer_ids, buyers) n (id, known)
    where n.id is not null and n.known is null
    order by n.id
    on conflict (shop_id, shopify_id) do nothing;
  end loop;
  with news as (
    select distinct on (n.id) n.*
    from unnest(
      ids, buyers, order_numbers, total_prices, refunds, currencies, statuses, placed,
      cancelled, updated, observed
    ) n (
      id, customer_id, order_number, total_price, refunded, currency, status, placed_at,
      cancelled_at, updated_at, observed_at
    )
    order by n.id, n.updated_at desc, n.observed_at desc nulls last
  ), fresh as (
    insert into public.orders as o (
      shop_id, shopify_id, customer_id, order_number, total_price, refunded, currency,
      financial_status, placed_at, cancelled_at, shopify_updated_at, observed_at
    )
    select shop, n.id, n.customer_id, n.order_number, n.total_price, n.refunded, n.currency,
      n.status, n.placed_at, n.cancelled_at, n.updated_at, n.observed_at
    from news n
    on conflict (shop_id, shopify_id) do update set
      customer_id = excluded.customer_id,
      order_number = excluded.order_number,
      total_price = excluded.total_price,
      refunded = excluded.refunded,
      currency = excluded.currency,
      financial_status = excluded.financial_status,
      placed_at = excluded.placed_at,
      cancelled_at = excluded.cancelled_at,
      shopify_updated_at = excluded.shopify_updated_at,
      observed_at = excluded.observed_at
    where (excluded.shopify_updated_at, coalesce(excluded.observed_at, '-infinity'))
      > (o.shopify_updated_at, coalesce(o.observed_at, '-infinity'))
    returning o.shopify_id
  )
  select array_agg(f.shopify_id), count(*) into told, written from fresh f;
  stale := cardinality(ids) - written;
  if told is null then
    return;
  end if;
  if not exists (
    select from private.order_refunds r where r.shop_id = shop and r.order_shopify_id = any (told)
    union all
    select from private.deleted_orders d where d.shop_id = shop and d.shopify_id = any (told)
  ) then
    return;
  end if;
  with later as (
    select s.id, sum(r.amount) as amount
    from unnest(told) n (id)
    join public.orders s on s.shop_id = shop and s.shopify_id = n.id
    join private.order_refunds r on r.shop_id = shop and r.order_shopify_id = n.id
      and (r.refunded_at, coalesce(r.observed_at, '-infinity'))
        > (s.shopify_updated_at, coalesce(s.observed_at, '-infinity'))
    group by s.id
  )
  update public.orders o set refunded = o.refunded + later.amount from later where o.id = later.id;
  update public.orders o set deleted_at = d.deleted_at
  from private.deleted_orders d
  where d.shop_id = shop and d.shopify_id = any (told)
    and o.shop_id = shop and o.shopify_id = d.shopify_id and o.deleted_at is null;
end
$$;
revoke execute on function private.apply_orders(
  uuid, bigint[], bigint[], text[], numeric[], numeric[], text[], public.financial_status[],
  timestamptz[], timestamptz[], timestamptz[], timestamptz[]
) from public;
grant execute on function private.apply_orders(
  uuid, bigint[], bigint[], text[], numeric[], numeric[], text[], public.financial_status[],
  timestamptz[], timestamptz[], timestamptz[], timestamptz[]
) to service_role;
