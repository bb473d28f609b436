-- The queue churns: rows are updated several times in a short life. Vacuum by count, not by share of
-- the table, and without sleeping, so that claims do not wade through dead entries.
alter table private.jobs set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
--> statement-breakpoint

-- For definer functions that put work into the queue in the caller's transaction. The id is that of
-- the job, new or live already under the same key. Nobody but the owner may call it.
create function private.enqueue_job(
  job_kind text, job_payload jsonb default '{}', job_key text default null, job_user uuid default null
) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  job uuid;
begin
  loop
    insert into private.jobs (kind, payload, dedupe_key, user_id, run_at)
    values (job_kind, job_payload, job_key, job_user, date_trunc('milliseconds', now()))
    on conflict (kind, dedupe_key) where status in ('queued', 'running') do nothing
    returning id into job;
    if found then return job; end if;
    select j.id into job from private.jobs j
    where j.kind = job_kind and j.dedupe_key = job_key and j.status in ('queued', 'running');
    if found then return job; end if;
    -- The twin has finished in between: the way is free now.
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.enqueue_job(text, jsonb, text, uuid) from public;
--> statement-breakpoint

-- Whether a run of the jobs function has something to do. An empty queue counts: the first run puts
-- the recurring jobs in.
create function private.jobs_due() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (select min(j.run_at) from private.jobs j where j.status in ('queued', 'running')) <= now(),
    true
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.jobs_due() from public;
--> statement-breakpoint

-- Hosted: pg_cron calls this, which calls the jobs function through pg_net when work is due. The URL
-- and the key are the Vault's `jobs_url` and `jobs_secret_key`; without them nothing happens. The
-- extensions' objects are named only inside, where they are looked up when it runs.
create function private.tick_jobs() returns void
language plpgsql volatile set search_path = '' as $$
declare
  url text;
  secret_key text;
begin
  if not private.jobs_due() then return; end if;
  select s.decrypted_secret into url from vault.decrypted_secrets s where s.name = 'jobs_url';
  select s.decrypted_secret into secret_key
  from vault.decrypted_secrets s where s.name = 'jobs_secret_key';
  if url is null or secret_key is null then return; end if;
  perform net.http_post(
    url => url,
    body => '{}'::jsonb,
    headers => jsonb_build_object('apikey', secret_key, 'content-type', 'application/json'),
    timeout_milliseconds => 60000
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.tick_jobs() from public;
--> statement-breakpoint

-- Schedules the tick where pg_cron, pg_net and the Vault are, and says whether they are. To be called
-- again after enabling them; see src/jobs/README.md.
create function private.schedule_jobs() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  if to_regprocedure('cron.schedule(text,text,text)') is null
    or to_regnamespace('net') is null
    or to_regclass('vault.decrypted_secrets') is null
  then
    return false;
  end if;
  perform cron.schedule('tatame-jobs', '10 seconds', 'select private.tick_jobs()');
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.schedule_jobs() from public;
--> statement-breakpoint
select private.schedule_jobs();
