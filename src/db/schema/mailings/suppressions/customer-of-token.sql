-- The customer whose links have this token; null for one that we did not make, and where the shop is
-- gone. What is compared are digests of both, so that the time it takes says nothing of how much is right.
create or replace function private.customer_of_token(token text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  bytes bytea;
  named bytea;
  customer uuid;
begin
  if token is null or token !~ '^[A-Za-z0-9_-]{44}$' then
    return null;
  end if;
  bytes := decode(translate(token, '-_', '+/'), 'base64');
  named := substr(bytes, 1, 17);
  if sha256(private.mailing_mac(get_byte(bytes, 0), convert_to('unsubscribe', 'UTF8') || named))
    is distinct from sha256(substr(bytes, 18)) then
    return null;
  end if;
  customer := encode(substr(named, 2), 'hex')::uuid;
  return (
    select c.id from public.customers c
    join public.shops s on s.id = c.shop_id and s.deleted_at is null
    where c.id = customer
  );
end
$$;
revoke execute on function private.customer_of_token(text) from public;
