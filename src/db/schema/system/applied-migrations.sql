-- Which migrations this database has, whoever applied them: the migrator keeps both ledgers, the
-- Supabase CLI only its own. `latest` is the journal's `when` of the newest (milliseconds). For everybody
-- who asks whether the service is ready: a count and a time give nothing away.
create or replace function private.applied_migrations() returns table (applied integer, latest bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  known bigint[] := '{}';
begin
  if to_regclass('drizzle.__drizzle_migrations') is not null then
    known := array(select m.created_at from drizzle.__drizzle_migrations m);
  end if;
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    known := known || array(
      select 1000 * extract(epoch from to_timestamp(m.version || '+00', 'YYYYMMDDHH24MISSTZH'))::bigint
      from supabase_migrations.schema_migrations m where m.version ~ '^[0-9]{14}$'
    );
  end if;
  return query select count(distinct at)::integer, max(at) from unnest(known) at;
end
$$;

revoke execute on function private.applied_migrations() from public;
grant execute on function private.applied_migrations() to anon;
