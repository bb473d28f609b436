-- Marks a shop whose credentials Shopify refuses, unless others were given meanwhile, and tries them
-- again the next day: a refusal can be a mistake of theirs.
create or replace function private.refuse_shop(shop uuid, known_secret text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  refused public.shops;
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c set renew_at = now() + interval '1 day'
  where c.shop_id = shop and c.sealed_secret = known_secret and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = 'stale'
  where s.id = shop and s.state in ('connected', 'truncated')
  returning s.* into refused;
  if found then
    perform private.audit(
      refused.gym_id, null, 'shop_refused', jsonb_build_object('domain', refused.domain)
    );
  end if;
  return true;
end
$$;

revoke execute on function private.refuse_shop(uuid, text) from public;
grant execute on function private.refuse_shop(uuid, text) to service_role;
