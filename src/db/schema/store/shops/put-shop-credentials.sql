-- Keeps what lets us into a shop, sealed. What was delivered meanwhile is signed by the secret before:
-- Shopify takes up to an hour to sign with a new one, and repeats for four.
create or replace function private.put_shop_credentials(
  shop uuid, kind text, client_id text, secret text, token text, expires_at timestamptz,
  renew_at timestamptz
) returns void
language sql set search_path = '' as $$
  insert into private.shop_credentials as c (
    shop_id, kind, client_id, sealed_secret, sealed_token, token_expires_at, renew_at
  )
  values (shop, kind, client_id, secret, token, expires_at, renew_at)
  on conflict (shop_id) do update set
    kind = excluded.kind,
    client_id = excluded.client_id,
    sealed_secret = excluded.sealed_secret,
    sealed_previous_secret = c.sealed_secret,
    previous_until = now() + interval '6 hours',
    sealed_token = excluded.sealed_token,
    token_expires_at = excluded.token_expires_at,
    renew_at = excluded.renew_at,
    given_at = now(),
    removed_at = null
$$;

revoke execute on function private.put_shop_credentials(
  uuid, text, text, text, text, timestamptz, timestamptz
) from public;
