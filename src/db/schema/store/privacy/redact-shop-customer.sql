-- Forgets a customer of a shop, at once and wherever their data is: also what waits to be applied, what
-- could not be read and what was gathered for them. Shopify names them by id, and by address where it
-- has no id any more.
create or replace function private.redact_shop_customer(
  asked_shop uuid, customer bigint, address text
) returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  forgotten constant bigint :=
    coalesce(customer, private.customer_of_address(asked_shop, address));
  -- What a line about them holds, in small letters: the address that is said, and the one we know.
  addresses constant text[] := array_remove(array[lower(address), (
    select lower(c.email) from public.customers c
    where c.shop_id = asked_shop and c.shopify_id = forgotten
  )], null);
begin
  delete from public.backfill_rejects r
  where r.shop_id = asked_shop and (
    r.line ~ ('\y' || forgotten || '\y')
    or exists (select from unnest(addresses) a (address) where strpos(lower(r.line), a.address) > 0)
  );
  if forgotten is not null then
    -- First: who applies one holds it before the customer.
    delete from private.postponed_deliveries d
    where d.shop_id = asked_shop and d.customer_shopify_id = forgotten;
    update public.privacy_requests r set data = null
    where r.shop_id = asked_shop and r.customer_shopify_id = forgotten;
    perform private.redact_customer(asked_shop, forgotten);
  end if;
  -- Also where no customer has it.
  perform private.forget_address(asked_shop, a.address) from unnest(addresses) a (address);
  insert into public.privacy_requests (shop_id, kind, status, customer_shopify_id, done_at)
  values (asked_shop, 'redact_customer', 'done', forgotten, now());
  written := 1;
  return next;
end
$$;
revoke execute on function private.redact_shop_customer(uuid, bigint, text) from public;
grant execute on function private.redact_shop_customer(uuid, bigint, text) to service_role;
