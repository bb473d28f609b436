-- The sums of a shop's customers without the orders placed since an instant, counted from the orders:
-- what their `customer_stats` would be. Refunds are as they are known now. Asks nobody who they are.
create or replace function private.sums_on(shop uuid, until timestamptz)
returns setof public.customer_stats
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select s.customer_id, s.shop_id, coalesce(o.orders_count, 0)::integer,
      coalesce(o.total_spent, 0)::numeric(19, 4), o.last_order_at::timestamptz(3),
      s.rfm_r, s.rfm_f, s.rfm_m, s.segment
    from public.customer_stats s
    left join (
      select o.customer_id, count(*) as orders_count, sum(o.value) as total_spent,
        max(o.placed_at) as last_order_at
      from public.orders o join public.shops h on h.id = o.shop_id
      where o.shop_id = shop and o.value is not null and o.currency = h.currency
        and o.placed_at < until
      group by o.customer_id
    ) o on o.customer_id = s.customer_id
    where s.shop_id = shop;
end
$$;
revoke execute on function private.sums_on(uuid, timestamptz) from public;
