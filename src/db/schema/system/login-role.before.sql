-- The login role of the edge functions. It holds no right of its own: a statement reaches data only
-- after becoming anon, authenticated or service_role, and those three are all it can become. It has
-- no password here; the deployment sets one (see README).
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge') then
    create role edge login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;

grant anon, authenticated, service_role to edge with inherit false, set true;
