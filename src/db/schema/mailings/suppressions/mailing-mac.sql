-- What only who has a key can compute of a message: the nested MAC (NMAC, Bellare, Canetti, Krawczyk
-- 1996, of which HMAC is the form for one key) over SHA-256, its first 16 bytes.
create or replace function private.mailing_mac(key_id integer, message bytea) returns bytea
language sql stable set search_path = '' as $$
  select substr(sha256(k.outer_key || sha256(k.inner_key || message)), 1, 16)
  from private.mailing_keys k where k.id = key_id
$$;
revoke execute on function private.mailing_mac(integer, bytea) from public;
