-- Moves customers' sums by what changed orders were worth before and are now: also from one customer
-- to another, and where an order begins or ceases to count. Only where the last order may have left is
-- it looked for, by a statement of its own, which sees what came before the sums were locked.
create or replace function private.count_changed_orders() returns trigger
language plpgsql set search_path = '' as $$
declare
  bereft uuid[];
begin
  -- An upsert that only inserts comes here as well.
  if not exists (select from removed) then
    return null;
  end if;
  -- Most news of an order changes nothing that counts.
  if not exists (
    select a.id, a.customer_id, a.currency, a.value, a.placed_at from added a
    except
    select r.id, r.customer_id, r.currency, r.value, r.placed_at from removed r
  ) then
    return null;
  end if;
  with moved as (
    select m.customer_id, m.shop_id, sum(m.sign)::integer as orders, sum(m.sign * m.value) as spent,
      max(m.placed_at) filter (where m.sign > 0) as came,
      max(m.placed_at) filter (where m.sign < 0) as left_at
    from (
      select 1 as sign, a.customer_id, a.shop_id, a.currency, a.value, a.placed_at from added a
      union all
      select -1, r.customer_id, r.shop_id, r.currency, r.value, r.placed_at from removed r
    ) m
    join public.shops h on h.id = m.shop_id and h.currency = m.currency
    where m.value is not null and m.customer_id is not null
    group by m.customer_id, m.shop_id
  ), counted as (
    insert into public.customer_stats as s
      (customer_id, shop_id, orders_count, total_spent, last_order_at)
    select m.customer_id, m.shop_id, m.orders, m.spent, m.came from moved m
    where m.orders <> 0 or m.spent <> 0 or m.came is distinct from m.left_at
    order by m.customer_id
    on conflict (customer_id, shop_id) do update set
      orders_count = s.orders_count + excluded.orders_count,
      total_spent = s.total_spent + excluded.total_spent,
      last_order_at = greatest(s.last_order_at, excluded.last_order_at)
    returning s.customer_id, s.last_order_at
  )
  select array_agg(c.customer_id order by c.customer_id) into bereft
  from counted c join moved m using (customer_id)
  where m.left_at = c.last_order_at and m.came is distinct from m.left_at;
  if bereft is null then
    return null;
  end if;
  update public.customer_stats s
  set last_order_at = (
    select o.placed_at from public.orders o
    where o.customer_id = s.customer_id and o.shop_id = s.shop_id
      and o.value is not null and o.currency = h.currency
    order by o.placed_at desc limit 1
  )
  from public.shops h
  where s.customer_id = any (bereft) and h.id = s.shop_id;
  return null;
end
$$;
revoke execute on function private.count_changed_orders() from public;
