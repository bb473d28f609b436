-- The id at Shopify of a shop's customer with an address, if one has it. Addresses are alike as they are
-- for who matches customers and members.
create or replace function private.customer_of_address(asked_shop uuid, address text) returns bigint
language sql stable set search_path = '' as $$
  select c.shopify_id from public.customers c
  where lower(c.email collate "C") = lower(address collate "C") and c.shop_id = asked_shop
  order by c.created_at, c.id limit 1
$$;
revoke execute on function private.customer_of_address(uuid, text) from public;
grant execute on function private.customer_of_address(uuid, text) to service_role;
