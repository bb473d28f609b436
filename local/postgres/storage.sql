-- The rights of a hosted project on its storage schema: row level security decides, not grants.
grant usage on schema storage to postgres, anon, authenticated, service_role;
grant all on all tables in schema storage to postgres, anon, authenticated, service_role;
grant execute on all functions in schema storage to postgres, anon, authenticated, service_role;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
