-- Schedules the tick where pg_cron, pg_net and the Vault are, and says whether they are. To be called
-- again after enabling them; see src/jobs/README.md.
create or replace function private.schedule_jobs() returns boolean
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

revoke execute on function private.schedule_jobs() from public;
