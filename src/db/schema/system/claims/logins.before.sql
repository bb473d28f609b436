-- The logins of the edge functions. Neither holds a right of its own: a statement reaches data only
-- after becoming one of the roles below, and those are all that its login can become. Whoever
-- speaks for people (`edge`) can never become the system, whatever SQL gets through. They have no
-- password here: `npm run db:logins` sets them.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge') then
    create role edge login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge_system') then
    create role edge_system login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;

revoke service_role from edge;
grant anon, authenticated to edge with inherit false, set true;
grant service_role to edge_system with inherit false, set true;
