-- What the migrator has written down; `latest` is the journal's `when` of the newest (milliseconds). For
-- everybody who asks whether the service is ready: a count and a time give nothing away.
create or replace function private.applied_migrations() returns table (applied integer, latest bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select count(*)::integer, max(m.created_at) from drizzle.__drizzle_migrations m;
end
$$;

revoke execute on function private.applied_migrations() from public;
grant execute on function private.applied_migrations() to anon;
