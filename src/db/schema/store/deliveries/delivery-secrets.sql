-- The sealed secrets that may have signed a delivery for a domain, of every gym that has or had its
-- shop: first of the one that has it now. Ciphertext is all that the database can give.
create or replace function private.delivery_secrets(delivered_domain text) returns table (
  shop_id uuid,
  currency text,
  sealed_secret text,
  sealed_previous_secret text,
  previous_until timestamptz
)
language sql stable security definer rows 1 set search_path = '' as $$
  select s.id, s.currency, c.sealed_secret,
    case when c.previous_until > now() then c.sealed_previous_secret end, c.previous_until
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.domain = delivered_domain and s.deleted_at is null
  order by (s.state = 'uninstalled'), s.uninstalled_at desc nulls last, s.id
$$;
revoke execute on function private.delivery_secrets(text) from public;
grant execute on function private.delivery_secrets(text) to service_role;
