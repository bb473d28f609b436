-- For definer functions that put work into the queue in the caller's transaction. The id is that of
-- the job, new or live already under the same key. Nobody but the owner may call it.
create or replace function private.enqueue_job(
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

revoke execute on function private.enqueue_job(text, jsonb, text, uuid) from public;
