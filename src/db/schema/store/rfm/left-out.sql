-- How many customers of a shop no scoring as of a day knows, by reason: what they ordered is in another
-- currency than the shop has, or nothing that they ordered counts; and how many orders that currency
-- leaves out, also of customers who are scored by their others. Asks nobody who they are.
create or replace function private.left_out(
  shop uuid, as_of date, out other_currency integer, out no_counted_order integer,
  out orders_in_other_currency integer
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
  facts constant public.shops := (select s from public.shops s where s.id = shop);
  until constant timestamptz := private.instant_of((as_of + 1)::timestamp, facts.timezone);
  unscored integer;
begin
  if exists (
    select from public.customer_stats s where s.shop_id = shop and s.last_order_at >= until
  ) then
    select count(*), count(*) filter (where c.id in (
      select o.customer_id from public.orders o
      where o.shop_id = shop and o.currency <> facts.currency and o.value is not null
        and o.placed_at < until
    )) into unscored, other_currency
    from public.customers c
    where c.shop_id = shop and c.deleted_at is null and not exists (
      select from public.orders o
      where o.customer_id = c.id and o.shop_id = shop and o.currency = facts.currency
        and o.value is not null and o.placed_at < until
    );
  else
    select count(*), count(*) filter (where c.id in (
      select o.customer_id from public.orders o
      where o.shop_id = shop and (o.currency < facts.currency or o.currency > facts.currency)
        and o.value is not null and o.placed_at < until
    )) into unscored, other_currency
    from public.customers c
    where c.shop_id = shop and c.deleted_at is null and not exists (
      select from public.customer_stats s
      where s.customer_id = c.id and s.shop_id = shop and s.orders_count > 0
    );
  end if;
  no_counted_order := unscored - other_currency;
  orders_in_other_currency := (
    select count(*) from public.orders o
    where o.shop_id = shop and (o.currency < facts.currency or o.currency > facts.currency)
      and o.value is not null and o.placed_at < until
  );
end
$$;
revoke execute on function private.left_out(uuid, date) from public;
