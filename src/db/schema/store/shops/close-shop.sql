-- Ends a connection: the token is destroyed at once, the domain is free for another gym, and what was
-- heard stays. The secret stays for what Shopify still delivers (`private.forget_shop_secrets`). No
-- row where it is ended already.
create or replace function private.close_shop(shop uuid, action text) returns setof public.shops
language plpgsql set search_path = '' as $$
declare
  closed public.shops;
begin
  update public.shops s set state = 'uninstalled', uninstalled_at = now()
  where s.id = shop and s.state <> 'uninstalled' and s.deleted_at is null
  returning s.* into closed;
  if found then
    update private.shop_credentials c
    set sealed_token = null, token_expires_at = null, renew_at = null, removed_at = now()
    where c.shop_id = shop;
    perform private.audit(
      closed.gym_id, null, close_shop.action, jsonb_build_object('domain', closed.domain)
    );
    return next closed;
  end if;
end
$$;

revoke execute on function private.close_shop(uuid, text) from public;
