-- Idempotency keys. No row: the key is the caller's now; do the work and store its answer in this same
-- transaction. One row: it was done before, and `fingerprint_matches` says whether by this request. A
-- concurrent twin waits in the INSERT for the first to end, and then reads its answer or takes over.
create function private.claim_idempotency_key(wanted_key text, wanted_fingerprint text)
returns table (fingerprint_matches boolean, status integer, headers jsonb, body json)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant text := auth.jwt() ->> 'sub';
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
--> statement-breakpoint
revoke execute on function private.claim_idempotency_key(text, text) from public;
--> statement-breakpoint
grant execute on function private.claim_idempotency_key(text, text) to authenticated;
--> statement-breakpoint

create function private.store_idempotent_response(
  claimed_key text, new_status integer, new_headers jsonb, new_body json
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.idempotency_keys k
  set status = new_status, headers = new_headers, body = new_body
  where k.subject = (auth.jwt() ->> 'sub') and k.key = claimed_key and k.status is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.store_idempotent_response(text, integer, jsonb, json) from public;
--> statement-breakpoint
grant execute on function private.store_idempotent_response(text, integer, jsonb, json) to authenticated;
--> statement-breakpoint

-- GCRA (ITU-T I.371): `burst` requests at once, given back evenly over the period. The row is written
-- only when the request is allowed, so a caller over the limit costs no write. The clock is read behind
-- the row's lock: whoever waited for it would otherwise be judged by an older time than those before.
create function private.take_rate_limit(wanted_bucket text, burst integer, period_ms integer)
returns table (allowed boolean, retry_after_ms integer, remaining integer)
language plpgsql volatile security definer set search_path = '' as $$
declare
  period constant interval := make_interval(secs => period_ms / 1000.0);
  emission constant interval := period / burst;
  arrival timestamptz;
begin
  insert into private.rate_limits as r (bucket, arrival_at)
  values (wanted_bucket, clock_timestamp() + emission)
  on conflict (bucket) do update
  set arrival_at = greatest(r.arrival_at, clock_timestamp()) + emission
  where greatest(r.arrival_at, clock_timestamp()) + emission - period <= clock_timestamp()
  returning r.arrival_at into arrival;
  if found then
    -- The emission was rounded to a microsecond; a whole request must not fall below itself.
    return query select true, 0, greatest(0, floor(
      0.001 + extract(epoch from clock_timestamp() + period - arrival) / extract(epoch from emission)
    ))::integer;
    return;
  end if;
  select r.arrival_at into arrival from private.rate_limits r where r.bucket = wanted_bucket;
  return query select false, greatest(
    1, ceil(extract(epoch from arrival + emission - period - clock_timestamp()) * 1000)
  )::integer, 0;
end
$$;
--> statement-breakpoint
revoke execute on function private.take_rate_limit(text, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.take_rate_limit(text, integer, integer) to service_role;
--> statement-breakpoint

-- What the migrator has written down; `latest` is the journal's `when` of the newest (milliseconds).
create function private.applied_migrations() returns table (applied integer, latest bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select count(*)::integer, max(m.created_at) from drizzle.__drizzle_migrations m;
end
$$;
--> statement-breakpoint
revoke execute on function private.applied_migrations() from public;
--> statement-breakpoint
grant execute on function private.applied_migrations() to service_role;
