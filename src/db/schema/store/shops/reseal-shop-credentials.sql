-- Puts the same secrets of a shop under another key, unless they have changed meanwhile. `known` and
-- `sealed` hold the secret, the one before it and the token, in this order.
create or replace function private.reseal_shop_credentials(
  shop uuid, known text[], sealed text[]
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.shop_credentials c
  set sealed_secret = sealed[1], sealed_previous_secret = sealed[2], sealed_token = sealed[3]
  where c.shop_id = shop
    and (c.sealed_secret, c.sealed_previous_secret, c.sealed_token)
      is not distinct from (known[1], known[2], known[3]);
  return found;
end
$$;

revoke execute on function private.reseal_shop_credentials(uuid, text[], text[]) from public;
grant execute on function private.reseal_shop_credentials(uuid, text[], text[]) to service_role;
