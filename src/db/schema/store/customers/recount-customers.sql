-- Counts what customers' orders come to, of all of a shop or of some, from the orders themselves. Their
-- sums are made and locked first: what is being written meanwhile is either seen or added later.
create or replace function private.recount_customers(shop uuid, chosen uuid[] default null)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.customer_stats (customer_id, shop_id)
  select c.id, c.shop_id from public.customers c
  where c.shop_id = shop and (chosen is null or c.id = any (chosen))
  order by c.id
  on conflict (customer_id, shop_id) do nothing;
  perform from public.customer_stats s
  where s.shop_id = shop and (chosen is null or s.customer_id = any (chosen))
  order by s.customer_id for no key update;
  with now as (
    select c.customer_id, count(o.value)::integer as orders, coalesce(sum(o.value), 0) as spent,
      max(o.placed_at) as last_at
    from public.customer_stats c
    join public.shops h on h.id = c.shop_id
    left join public.orders o on o.customer_id = c.customer_id and o.shop_id = c.shop_id
      and o.value is not null and o.currency = h.currency
    where c.shop_id = shop and (chosen is null or c.customer_id = any (chosen))
    group by c.customer_id
  )
  update public.customer_stats s
  set orders_count = now.orders, total_spent = now.spent, last_order_at = now.last_at
  from now
  where s.customer_id = now.customer_id and s.shop_id = shop
    and (s.orders_count, s.total_spent, s.last_order_at)
      is distinct from (now.orders, now.spent, now.last_at);
end
$$;
revoke execute on function private.recount_customers(uuid, uuid[]) from public;
grant execute on function private.recount_customers(uuid, uuid[]) to service_role;
