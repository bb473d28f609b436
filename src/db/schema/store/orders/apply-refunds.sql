-- Adds refunds that came as news of their own, each once, to orders whose state is older than they are.
-- An order that is not there yet may be under way: then the shop is held alone, so that its writer
-- either sees the refund or is waited for.
create or replace function private.apply_refunds(
  shop uuid,
  ids bigint[],
  order_ids bigint[],
  amounts numeric[],
  refunded timestamptz[],
  observed timestamptz[],
  out written integer,
  out stale integer
)
language plpgsql security definer set search_path = '' as $$
declare
  fresh bigint[];
begin
  perform private.hold_store(shop, exists (
    select from unnest(order_ids) n (id) where not exists (
      select from public.orders o where o.shop_id = shop and o.shopify_id = n.id
    )
  ));
  with added as (
    insert into private.order_refunds
      (shop_id, refund_id, order_shopify_id, amount, refunded_at, observed_at)
    select distinct on (n.id) shop, n.id, n.order_id, n.amount, n.refunded_at, n.observed_at
    from unnest(ids, order_ids, amounts, refunded, observed)
      n (id, order_id, amount, refunded_at, observed_at)
    order by n.id
    on conflict (shop_id, refund_id) do nothing
    returning refund_id
  )
  select array_agg(a.refund_id), count(*) into fresh, written from added a;
  stale := cardinality(ids) - written;
  perform from public.orders o
  where o.shop_id = shop and o.shopify_id in (
    select r.order_shopify_id from private.order_refunds r
    where r.shop_id = shop and r.refund_id = any (fresh)
  )
  order by o.shopify_id for no key update;
  update public.orders o set refunded = o.refunded + later.amount
  from (
    select s.id, sum(r.amount) as amount
    from private.order_refunds r
    join public.orders s on s.shop_id = shop and s.shopify_id = r.order_shopify_id
      and (r.refunded_at, coalesce(r.observed_at, '-infinity'))
        > (s.shopify_updated_at, coalesce(s.observed_at, '-infinity'))
    where r.shop_id = shop and r.refund_id = any (fresh)
    group by s.id
  ) later
  where o.id = later.id;
end
$$;
revoke execute on function private.apply_refunds(
  uuid, bigint[], bigint[], numeric[], timestamptz[], timestamptz[]
) from public;
grant execute on function private.apply_refunds(
  uuid, bigint[], bigint[], numeric[], timestamptz[], timestamptz[]
) to service_role;
