-- Keeps the next token of a shop, and what it opens, unless the shop has got another meanwhile: of two
-- that renew it at once one is kept, and the other takes that.
create or replace function private.keep_shop_token(
  shop uuid, known_token text, token text, expires_at timestamptz, next_at timestamptz,
  shop_state text
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c
  set sealed_token = token, token_expires_at = expires_at, renew_at = next_at
  where c.shop_id = shop and c.sealed_token is not distinct from known_token
    and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = shop_state where s.id = shop and s.state <> shop_state;
  return true;
end
$$;

revoke execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) from public;
grant execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) to service_role;
