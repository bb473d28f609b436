-- Deletes the credentials of shops whose app was removed thirty days ago: Shopify's last word,
-- `shop/redact`, comes after two days, and nothing else is signed by them.
create or replace function private.forget_shop_secrets() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  forgotten integer;
begin
  delete from private.shop_credentials c where c.removed_at < now() - interval '30 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

revoke execute on function private.forget_shop_secrets() from public;
grant execute on function private.forget_shop_secrets() to service_role;
