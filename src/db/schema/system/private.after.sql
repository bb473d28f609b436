-- API roles may name the functions that are granted to them, and nothing else in here.
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;
