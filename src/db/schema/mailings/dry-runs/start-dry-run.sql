-- A manager of the shop asks who would get an automation's message now; where that is being found out,
-- it is that run. No row where there is no such automation of theirs.
create or replace function private.start_dry_run(automation uuid, of text)
returns setof public.dry_runs
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked public.automations;
  run public.dry_runs;
begin
  -- Two at once come one after the other.
  select a.* into asked from public.automations a
  where a.id = automation and a.shop_id = any (private.shop_ids()) for no key update;
  if asked.id is null then
    return;
  end if;
  if asked.archived_at is not null then
    raise exception 'the automation is archived'
      using errcode = 'check_violation', constraint = 'automation_archived';
  end if;
  if start_dry_run.of = 'published' and asked.published_version is null then
    raise exception 'the automation is not published'
      using errcode = 'check_violation', constraint = 'automation_not_published';
  end if;
  select r.* into run from public.dry_runs r
  where r.automation_id = asked.id and r.shop_id = asked.shop_id and r.state = 'queued';
  if run.id is null then
    insert into public.dry_runs (shop_id, automation_id, of)
    values (asked.shop_id, asked.id, start_dry_run.of) returning * into run;
    perform private.enqueue_job(
      'run_dry_run', jsonb_build_object('dry_run_id', run.id), run.id::text
    );
  elsif run.of <> start_dry_run.of then
    raise exception 'another dry run of it is queued'
      using errcode = 'check_violation', constraint = 'dry_run_queued';
  end if;
  return next run;
end
$$;
revoke execute on function private.start_dry_run(uuid, text) from public;
grant execute on function private.start_dry_run(uuid, text) to authenticated;
