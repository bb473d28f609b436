-- Takes a customer for deleted at Shopify, whatever still comes of them, also when they were not known
-- yet. Their orders stay.
create or replace function private.delete_customer(shop uuid, customer_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.empty_customer(shop, customer_id);
  update public.customers c set deleted_at = coalesce(c.deleted_at, now())
  where c.shop_id = shop and c.shopify_id = customer_id;
end
$$;
revoke execute on function private.delete_customer(uuid, bigint) from public;
grant execute on function private.delete_customer(uuid, bigint) to service_role;
