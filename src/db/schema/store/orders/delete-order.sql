-- Takes an order for deleted at Shopify, from now on and whatever still comes of it, also when that is
-- the order itself.
create or replace function private.delete_order(shop uuid, order_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_store(shop, not exists (
    select from public.orders o where o.shop_id = shop and o.shopify_id = order_id
  ));
  insert into private.deleted_orders (shop_id, shopify_id, deleted_at) values (shop, order_id, now())
  on conflict (shop_id, shopify_id) do nothing;
  update public.orders o set deleted_at = coalesce(o.deleted_at, now())
  where o.shop_id = shop and o.shopify_id = order_id;
end
$$;
revoke execute on function private.delete_order(uuid, bigint) from public;
grant execute on function private.delete_order(uuid, bigint) to service_role;
