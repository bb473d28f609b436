-- By whose clock something is sent to a customer: their own, the member's, or the shop's. What Shopify or a
-- file said may be no zone at all. `private.refusals_of` says the same of a set, in which each zone is
-- tried once; tests/db/mailings/zones holds the two together.
create or replace function private.customer_zone(told text, of_member text, of_shop text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if told is not null and private.is_timezone(told) then return told; end if;
  return coalesce(of_member, of_shop);
end
$$;
revoke execute on function private.customer_zone(text, text, text) from public;
grant execute on function private.customer_zone(text, text, text) to service_role;
