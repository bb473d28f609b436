-- What is kept of a PIN: what the functions' key made of it, bound to the gym, so that equal PINs of two
-- gyms are not seen to be equal.
create or replace function private.pin_hash(gym uuid, digest text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(gym::text || digest, 'UTF8')), 'hex')
$$;

revoke execute on function private.pin_hash(uuid, text) from public;
