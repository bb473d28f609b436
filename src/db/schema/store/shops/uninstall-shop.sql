-- Ends the connection of a shop whose app was removed at Shopify, as told at a time: what was told
-- before the credentials in use were given is about an app that has come back since.
create or replace function private.uninstall_shop(shop uuid, told_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  if exists (
    select from private.shop_credentials c where c.shop_id = shop and c.given_at > told_at
  ) then
    return false;
  end if;
  perform private.close_shop(shop, 'shop_uninstalled');
  return found;
end
$$;

revoke execute on function private.uninstall_shop(uuid, timestamptz) from public;
grant execute on function private.uninstall_shop(uuid, timestamptz) to service_role;
