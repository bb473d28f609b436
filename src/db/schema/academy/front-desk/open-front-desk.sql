-- The device that a token is of, unless it was revoked.
create or replace function private.open_front_desk(token text) returns setof public.front_desks
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.* from public.front_desks d
    where d.token_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex') and d.revoked_at is null;
end
$$;

revoke execute on function private.open_front_desk(text) from public;
