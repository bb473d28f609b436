-- Adds new orders to their customers' sums: those that count, in the shop's currency. The order of
-- customers is that of every other writer of sums, so that no two wait for one another.
create or replace function private.count_new_orders() returns trigger
language plpgsql set search_path = '' as $$
begin
  -- An upsert that only updates comes here as well.
  if not exists (select from added) then
    return null;
  end if;
  insert into public.customer_stats as s
    (customer_id, shop_id, orders_count, total_spent, last_order_at)
  select a.customer_id, a.shop_id, count(*), sum(a.value), max(a.placed_at)
  from added a join public.shops h on h.id = a.shop_id and h.currency = a.currency
  where a.value is not null and a.customer_id is not null
  group by a.customer_id, a.shop_id
  order by a.customer_id
  on conflict (customer_id, shop_id) do update set
    orders_count = s.orders_count + excluded.orders_count,
    total_spent = s.total_spent + excluded.total_spent,
    last_order_at = greatest(s.last_order_at, excluded.last_order_at);
  return null;
end
$$;
revoke execute on function private.count_new_orders() from public;
