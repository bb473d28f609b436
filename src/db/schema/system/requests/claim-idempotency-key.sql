-- Idempotency keys. No row: the key is the caller's now; do the work and store its answer in this same
-- transaction. One row: it was done before, and `fingerprint_matches` says whether by this request. A
-- concurrent twin waits in the INSERT for the first to end, and then reads its answer or takes over.
create or replace function private.claim_idempotency_key(wanted_key text, wanted_fingerprint text)
returns table (fingerprint_matches boolean, status integer, headers jsonb, body json)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant text := private.caller_claims() ->> 'sub';
begin
  if caller is null then
    raise exception 'an idempotency key needs a signed-in caller'
      using errcode = 'insufficient_privilege';
  end if;
  insert into private.idempotency_keys as k (subject, key, fingerprint)
  values (caller, wanted_key, wanted_fingerprint)
  on conflict (subject, key) do update
  set fingerprint = excluded.fingerprint, status = null, headers = null, body = null,
      created_at = now()
  where k.created_at < now() - interval '24 hours';
  if found then
    -- Each new key clears a few that nobody will ask for again, so the table stays bounded.
    delete from private.idempotency_keys k
    where k.ctid = any (array(
      select old.ctid from private.idempotency_keys old
      where old.created_at < now() - interval '24 hours'
      order by old.created_at limit 10 for update skip locked
    ));
    return;
  end if;
  return query
    select k.fingerprint = wanted_fingerprint, k.status, k.headers, k.body
    from private.idempotency_keys k
    where k.subject = caller and k.key = wanted_key;
end
$$;

revoke execute on function private.claim_idempotency_key(text, text) from public;
grant execute on function private.claim_idempotency_key(text, text) to authenticated;
