-- The token of a customer's links: 44 letters of base64url that say which key signed, which customer it
-- is, and the MAC of both. It is bound to one customer, and so to one shop, and never expires.
create or replace function private.unsubscribe_token(customer uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  key_id constant integer := (select max(k.id) from private.mailing_keys k);
  named constant bytea := set_byte('\x00'::bytea, 0, key_id) || uuid_send(customer);
begin
  return translate(encode(
    named || private.mailing_mac(key_id, convert_to('unsubscribe', 'UTF8') || named), 'base64'
  ), '+/', '-_');
end
$$;
revoke execute on function private.unsubscribe_token(uuid) from public;
grant execute on function private.unsubscribe_token(uuid) to service_role;
