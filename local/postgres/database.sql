-- What a new hosted project's database holds before its first migration. Runs once in each template
-- as the superuser supabase_admin, after roles.sql.
grant usage on schema public to postgres, anon, authenticated, service_role;

-- Hosted projects grant everything on new tables by default: a migration that forgets to revoke
-- must be seen to leak here, not there.
alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;

create schema extensions;
grant create, usage on schema extensions to postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create extension pgcrypto schema extensions;
create extension "uuid-ossp" schema extensions;
create extension pg_stat_statements schema extensions;

create schema auth;
grant usage on schema auth to postgres, anon, authenticated, service_role;
