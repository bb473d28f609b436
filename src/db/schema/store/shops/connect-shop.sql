-- Connects a shop to a gym of the caller's, with credentials that Shopify has just taken; one that the
-- gym had before is the same shop again. The secrets are sealed for `shop`: where the gym knows the
-- shop by another id, that id has to be sealed for.
create or replace function private.connect_shop(
  shop uuid, gym uuid, shop_domain text, shop_state text, shop_currency text, shop_timezone text,
  kind text, client_id text, secret text, token text, expires_at timestamptz, renew_at timestamptz
) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
declare
  connected public.shops;
  replaced boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym connects a shop'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  insert into public.shops as s (id, gym_id, domain, state, currency, timezone)
  values (shop, gym, shop_domain, shop_state, shop_currency, shop_timezone)
  on conflict (gym_id, domain) where deleted_at is null do update set
    state = excluded.state,
    currency = excluded.currency,
    timezone = excluded.timezone,
    uninstalled_at = null
  returning s.* into connected;
  if connected.id <> shop then
    raise exception 'the gym knows this shop by another id'
      using errcode = 'unique_violation', constraint = 'shop_known';
  end if;
  replaced := exists (
    select from private.shop_credentials c where c.shop_id = shop and c.removed_at is null
  );
  perform private.put_shop_credentials(shop, kind, client_id, secret, token, expires_at, renew_at);
  perform private.enqueue_job(
    'subscribe_shop', jsonb_build_object('shop_id', shop), shop::text
  );
  perform private.audit(
    gym, null,
    case when replaced then 'shop_credentials_replaced' else 'shop_connected' end,
    jsonb_build_object('domain', shop_domain, 'kind', kind)
  );
  return next connected;
end
$$;

revoke execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) from public;
grant execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) to authenticated;
