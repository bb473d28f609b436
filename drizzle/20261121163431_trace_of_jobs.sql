set local check_function_bodies = off;
--> statement-breakpoint
-- Puts a job into the queue, or finds the live one with the same kind and key: the only text of that
-- rule. In a transaction the job is there if and when that commits. TypeScript calls it through the
-- system door, definer functions for a caller whose change causes work; no other role may. The trace
-- is the statement's, which the doors set; anybody may set anything there, so its form is checked.
create or replace function private.enqueue_job(
  job_kind text,
  job_payload jsonb default '{}',
  job_key text default null,
  job_user uuid default null,
  job_run_at timestamptz default null,
  job_max_attempts integer default null,
  out job_id uuid,
  out enqueued boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  loop
    -- Rounded down, as the column keeps it: rounded up, the job would not be due yet.
    insert into private.jobs
      (kind, payload, dedupe_key, user_id, run_at, max_attempts, traceparent)
    values (
      job_kind, job_payload, job_key, job_user,
      coalesce(job_run_at, date_trunc('milliseconds', now())), coalesce(job_max_attempts, 8),
      substring(
        current_setting('request.traceparent', true)
        from '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'
      )
    )
    on conflict (kind, dedupe_key) where status in ('queued', 'running') do nothing
    returning id into job_id;
    enqueued := found;
    if enqueued then return; end if;
    select j.id into job_id from private.jobs j
    where j.kind = job_kind and j.dedupe_key = job_key and j.status in ('queued', 'running');
    if found then return; end if;
    -- The twin has finished in between: the way is free now.
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  from public;
--> statement-breakpoint
grant execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  to service_role;
--> statement-breakpoint
ALTER TABLE "private"."jobs" ADD COLUMN "traceparent" text;
