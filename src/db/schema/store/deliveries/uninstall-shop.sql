-- The app was removed from a shop: its token is destroyed at once, and whatever works for the shop sees
-- its state and stops. The secret stays a while, for Shopify still signs that the shop is to be redacted.
-- News of it from before the shop was let in last is old: it was installed again since.
create or replace function private.uninstall_shop(removed_shop uuid, removed_at timestamptz)
returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
begin
  written := 0;
  perform from public.shops s
  where s.id = removed_shop and s.state <> 'uninstalled' for no key update;
  if found and not exists (
    select from private.shop_credentials c
    where c.shop_id = removed_shop and c.sealed_token is not null and c.failed_renewals = 0
      and c.updated_at > removed_at
  ) then
    update public.shops s set state = 'uninstalled', uninstalled_at = removed_at
    where s.id = removed_shop;
    update private.shop_credentials c
    set sealed_token = null, token_expires_at = null, failed_renewals = 0
    where c.shop_id = removed_shop;
    written := 1;
  end if;
  return next;
end
$$;
revoke execute on function private.uninstall_shop(uuid, timestamptz) from public;
grant execute on function private.uninstall_shop(uuid, timestamptz) to service_role;
