-- What a delivery for a domain may be signed with, sealed: of whoever has the shop, and of whoever had
-- it, the one who has it first.
create or replace function private.shop_secrets(shop_domain text) returns table (
  shop_id uuid, gym_id uuid, state text, currency text, sealed_secret text,
  sealed_previous_secret text
)
language sql stable security definer set search_path = '' as $$
  select s.id, s.gym_id, s.state, s.currency, c.sealed_secret,
    case when c.previous_until > now() then c.sealed_previous_secret end
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.domain = shop_domain and s.deleted_at is null
  order by s.uninstalled_at desc, s.id
$$;

revoke execute on function private.shop_secrets(text) from public;
grant execute on function private.shop_secrets(text) to service_role;
