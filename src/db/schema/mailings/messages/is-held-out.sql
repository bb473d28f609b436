-- Whether a customer is one of those who get nothing from an automation, to compare with: always the same
-- ones, and whoever is among five of a hundred is among ten. Of SHA-256 sixty bits count, which are no
-- negative number, so that another language comes to the same.
create or replace function private.is_held_out(automation uuid, customer uuid, percent integer)
returns boolean
language sql immutable set search_path = '' as $$
  select ('x' || left(encode(
    sha256(convert_to(automation::text || ':' || customer::text, 'UTF8')), 'hex'
  ), 15))::bit(60)::bigint % 10000 < percent * 100
$$;
revoke execute on function private.is_held_out(uuid, uuid, integer) from public;
grant execute on function private.is_held_out(uuid, uuid, integer) to service_role;
