-- What stands for an address that we had to forget, in one shop: nobody can try addresses against it who
-- has not the first key, which no role reads.
create or replace function private.address_digest(shop uuid, address text) returns bytea
language sql stable set search_path = '' as $$
  select private.mailing_mac(
    1, convert_to('address', 'UTF8') || uuid_send(shop) || convert_to(lower(address), 'UTF8')
  )
$$;
revoke execute on function private.address_digest(uuid, text) from public;
