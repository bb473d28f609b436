-- Credentials of which something was sealed by another key than the one that seals now, after a shop.
create or replace function private.credentials_to_reseal(
  key_name text, after uuid, most integer
)
returns table (
  shop_id uuid, sealed_secret text, sealed_previous_secret text, sealed_token text
)
language sql stable security definer set search_path = '' as $$
  select c.shop_id, c.sealed_secret, c.sealed_previous_secret, c.sealed_token
  from private.shop_credentials c
  where (after is null or c.shop_id > after) and (
    split_part(c.sealed_secret, '.', 1) <> key_name
    or split_part(c.sealed_previous_secret, '.', 1) <> key_name
    or split_part(c.sealed_token, '.', 1) <> key_name
  )
  order by c.shop_id
  limit most
$$;

revoke execute on function private.credentials_to_reseal(text, uuid, integer) from public;
grant execute on function private.credentials_to_reseal(text, uuid, integer) to service_role;
