-- The claims to believe; private.current_user_id has the same in its query, and nothing else reads them. Behind the door's login (`edge`) any statement
-- can set others, so there they count only with the door's signature of exactly these bytes:
-- HMAC-SHA256 (RFC 2104) under one of the keys, whose padding is done beforehand. Anywhere else they
-- were set by who checked the token, as auth.jwt() finds them. Nobody is believed without a key.
create or replace function private.caller_claims() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  claims constant text := current_setting('request.jwt.claims', true);
begin
  if session_user <> 'edge' then
    return auth.jwt();
  end if;
  return (
    select claims::jsonb from private.claims_keys k
    where encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(claims, 'UTF8'))), 'hex')
      = current_setting('request.jwt.signature', true)
  );
end
$$;

revoke execute on function private.caller_claims() from public;
