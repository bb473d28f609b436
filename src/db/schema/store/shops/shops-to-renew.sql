-- Shops whose token is to be renewed, or tried, the longest due first.
create or replace function private.shops_to_renew(most integer) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.shop_id from private.shop_credentials c
  where c.renew_at <= now()
  order by c.renew_at
  limit most
$$;

revoke execute on function private.shops_to_renew(integer) from public;
grant execute on function private.shops_to_renew(integer) to service_role;
