-- Whether a run of the jobs function has something to do. An empty queue counts: the first run puts
-- the recurring jobs in. While nobody writes there is nothing to do.
create or replace function private.jobs_due() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return not (select w.read_only from private.write_switch w) and coalesce(
    (select min(j.run_at) from private.jobs j where j.status in ('queued', 'running')) <= now(),
    true
  );
end
$$;

revoke execute on function private.jobs_due() from public;
