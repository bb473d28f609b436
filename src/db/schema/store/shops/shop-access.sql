-- What opens a shop, sealed: for jobs, which have the keys.
create or replace function private.shop_access(shop uuid) returns table (
  domain text, state text, kind text, client_id text, sealed_secret text, sealed_token text,
  token_expires_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select s.domain, s.state, c.kind, c.client_id, c.sealed_secret, c.sealed_token, c.token_expires_at
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.id = shop and s.deleted_at is null and s.state <> 'uninstalled'
$$;

revoke execute on function private.shop_access(uuid) from public;
grant execute on function private.shop_access(uuid) to service_role;
