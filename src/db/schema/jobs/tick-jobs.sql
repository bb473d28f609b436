-- Hosted: pg_cron calls this, which calls the jobs function through pg_net when work is due. The URL
-- and the key are the Vault's `jobs_url` and `jobs_secret_key`; without them nothing happens. The
-- extensions' objects are named only inside, where they are looked up when it runs.
create or replace function private.tick_jobs() returns void
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

revoke execute on function private.tick_jobs() from public;
