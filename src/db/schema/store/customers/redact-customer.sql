-- Redacts a customer, as Shopify asks: not a word about the person stays or comes back, and they are no
-- member. What they ordered stays countable.
create or replace function private.redact_customer(shop uuid, customer_id bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.empty_customer(shop, customer_id);
  update public.customers c set redacted_at = coalesce(c.redacted_at, now())
  where c.shop_id = shop and c.shopify_id = customer_id;
end
$$;
revoke execute on function private.redact_customer(uuid, bigint) from public;
grant execute on function private.redact_customer(uuid, bigint) to service_role;
