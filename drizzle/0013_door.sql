CREATE TABLE "private"."claims_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"inner_pad" "bytea" NOT NULL,
	"outer_pad" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claims_keys_inner_pad_unique" UNIQUE("inner_pad")
);
--> statement-breakpoint
ALTER TABLE "private"."claims_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
alter table "private"."claims_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."claims_keys" from public, anon, authenticated, service_role;
--> statement-breakpoint
drop function private.ensure_user(text, text, text, text, text, text, timestamptz);
--> statement-breakpoint
drop function private.take_rate_limit(text, integer, integer);
--> statement-breakpoint
revoke execute on function private.applied_migrations() from service_role;
--> statement-breakpoint
-- The logins of the edge functions. Neither holds a right of its own: a statement reaches data only
-- after becoming one of the roles below, and those are all that its login can become. Whoever
-- speaks for people (`edge`) can never become the system, whatever SQL gets through. They have no
-- password here: `npm run db:logins` sets them.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge') then
    create role edge login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'edge_system') then
    create role edge_system login noinherit nobypassrls nocreatedb nocreaterole;
  end if;
end
$$;
--> statement-breakpoint
revoke service_role from edge;
--> statement-breakpoint
grant anon, authenticated to edge with inherit false, set true;
--> statement-breakpoint
grant service_role to edge_system with inherit false, set true;
--> statement-breakpoint
-- The claims to believe; private.current_user_id has the same in its query, and nothing else reads them. Behind the door's login (`edge`) any statement
-- can set others, so there they count only with the door's signature of exactly these bytes:
-- HMAC-SHA256 (RFC 2104) under one of the keys, whose padding is done beforehand. Anywhere else they
-- were set by who checked the token, as auth.jwt() finds them. Nobody is believed without a key.
create or replace function private.caller_claims() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  claims constant text := current_setting('request.jwt.claims', true);
begin
  if session_user <> 'edge' then
    return auth.jwt();
  end if;
  return (
    select claims::jsonb from private.claims_keys k
    where encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(claims, 'UTF8'))), 'hex')
      = current_setting('request.jwt.signature', true)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.caller_claims() from public;
--> statement-breakpoint
-- The one resolver from a verified token to a user. `sub` stays text: Clerk's is not a uuid. Which claims
-- count is as private.caller_claims says, written out in the one query, because calling it from here would
-- double what a signature costs every statement. The subject is in a select of its own, or the claims would
-- be parsed several times over.
create or replace function private.current_user_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select u.id from public.users u
    where u.subject = (
      select case when session_user <> 'edge' then auth.jwt() ->> 'sub' else (
        select current_setting('request.jwt.claims', true)::jsonb ->> 'sub'
        from private.claims_keys k
        where encode(
          sha256(k.outer_pad || sha256(
            k.inner_pad || convert_to(current_setting('request.jwt.claims', true), 'UTF8')
          )), 'hex'
        ) = current_setting('request.jwt.signature', true)
      ) end
    ) and u.deleted_at is null
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.current_user_id() from public;
--> statement-breakpoint
grant execute on function private.current_user_id() to anon, authenticated, service_role;
--> statement-breakpoint
-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token says
-- of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. Order is the provider's own clock: a token
-- older than the row's last identity change tells old news, and one from before a deletion is not admitted
-- (no row is returned). What the token says is in the claims, put there by the edge under `tatame_identity`
-- and signed; an argument could be made up. A function, because planning this statement anew costs more than
-- running it.
create or replace function private.ensure_user() returns table (user_row public.users, outcome text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims constant jsonb := private.caller_claims();
  identity constant jsonb := claims -> 'tatame_identity';
  token_subject constant text := claims ->> 'sub';
  token_provider constant text := identity ->> 'provider';
  token_email constant text := identity ->> 'email';
  token_first_name constant text := identity ->> 'first_name';
  token_last_name constant text := identity ->> 'last_name';
  token_image_url constant text := identity ->> 'image_url';
  issued_at constant timestamptz := identity ->> 'issued_at';
begin
  if identity is null then
    raise exception 'no identity in the claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  return query
    with admitted as (
      select where not exists (
        select from public.users u
        where u.subject = token_subject and u.deleted_at is not null
          and u.identity_updated_at >= issued_at
      )
    ),
    unchanged as (
      select u as user_row from public.users u, admitted
      where u.subject = token_subject and u.deleted_at is null and (
        u.identity_updated_at > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        )
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, first_name, last_name, image_url,
        source, last_synced_at, identity_updated_at)
      select token_subject, token_provider, token_email, token_first_name, token_last_name,
        token_image_url, 'token', now(), issued_at
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          identity_updated_at = greatest(u.identity_updated_at, excluded.identity_updated_at)
      returning u as user_row, xmax = 0 as inserted
    )
    select unchanged.user_row, 'unchanged' from unchanged
    union all
    select written.user_row, case when inserted then 'inserted' else 'updated' end from written;
end
$$;
--> statement-breakpoint
revoke execute on function private.ensure_user() from public;
--> statement-breakpoint
grant execute on function private.ensure_user() to authenticated;
--> statement-breakpoint
-- GCRA (ITU-T I.371): `burst` requests at once, given back evenly over the period. The row is written
-- only when the request is allowed, so a caller over the limit costs no write. The clock is read behind
-- the row's lock: whoever waited for it would otherwise be judged by an older time than those before.
-- The bucket is the caller's own: nobody can empty, or fill, another's.
create or replace function private.take_rate_limit(limit_name text, burst integer, period_ms integer)
returns table (allowed boolean, retry_after_ms integer, remaining integer)
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims constant jsonb := private.caller_claims();
  own_bucket constant text := jsonb_build_array(limit_name, claims -> 'iss', claims -> 'sub');
  period constant interval := make_interval(secs => period_ms / 1000.0);
  emission constant interval := period / burst;
  arrival timestamptz;
begin
  if claims is null then
    raise exception 'no claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  if limit_name !~ '^[a-z_]{1,30}$' then
    raise exception 'not the name of a limit' using errcode = 'invalid_parameter_value';
  end if;
  insert into private.rate_limits as r (bucket, arrival_at)
  values (own_bucket, clock_timestamp() + emission)
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
  select r.arrival_at into arrival from private.rate_limits r where r.bucket = own_bucket;
  return query select false, greatest(
    1, ceil(extract(epoch from arrival + emission - period - clock_timestamp()) * 1000)
  )::integer, 0;
end
$$;
--> statement-breakpoint
revoke execute on function private.take_rate_limit(text, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.take_rate_limit(text, integer, integer) to authenticated;
--> statement-breakpoint
-- What the migrator has written down; `latest` is the journal's `when` of the newest (milliseconds). For
-- everybody who asks whether the service is ready: a count and a time give nothing away.
create or replace function private.applied_migrations() returns table (applied integer, latest bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select count(*)::integer, max(m.created_at) from drizzle.__drizzle_migrations m;
end
$$;
--> statement-breakpoint
revoke execute on function private.applied_migrations() from public;
--> statement-breakpoint
grant execute on function private.applied_migrations() to anon;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.claim_idempotency_key(text, text) from public;
--> statement-breakpoint
grant execute on function private.claim_idempotency_key(text, text) to authenticated;
--> statement-breakpoint
create or replace function private.store_idempotent_response(
  claimed_key text, new_status integer, new_headers jsonb, new_body json
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant text := private.caller_claims() ->> 'sub';
begin
  update private.idempotency_keys k
  set status = new_status, headers = new_headers, body = new_body
  where k.subject = caller and k.key = claimed_key and k.status is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.store_idempotent_response(text, integer, jsonb, json) from public;
--> statement-breakpoint
grant execute on function private.store_idempotent_response(text, integer, jsonb, json) to authenticated;
--> statement-breakpoint
-- Takes a queued request of the caller's own to answer it, and logs its first event, `meta`. False:
-- somebody else has, it has ended, or it is another's.
create or replace function private.begin_agent_request(wanted uuid, by_model text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  with begun as (
    update public.agent_requests r set status = 'in_progress', model = by_model
    where r.id = wanted and r.user_id = caller and r.status = 'queued'
    returning r.id, r.user_id, r.session_id
  )
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select begun.id, 1, begun.user_id, 'meta',
    jsonb_build_object('request_id', begun.id, 'session_id', begun.session_id, 'model', by_model)
  from begun;
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_agent_request(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.begin_agent_request(uuid, text) to authenticated;
--> statement-breakpoint
-- Logs a batch of events of a request of the caller's own, `[{ seq, event, data }, …]`, unless it has
-- ended; safe to repeat. The lock makes an end wait, so that nothing follows a request's last event.
-- True while the request is in progress; without events it only looks.
create or replace function private.append_agent_events(wanted uuid, events jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  perform from public.agent_requests r
  where r.id = wanted and r.user_id = caller and r.status = 'in_progress'
  for share;
  if not found then
    return false;
  end if;
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select wanted, e.seq, caller, e.event, e.data
  from jsonb_to_recordset(events) as e (seq integer, event text, data jsonb)
  on conflict (request_id, seq) do nothing;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.append_agent_events(uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function private.append_agent_events(uuid, jsonb) to authenticated;
--> statement-breakpoint
-- Ends a request of the caller's own that is in progress; one that has ended otherwise stays as it is.
-- Its trigger logs the last event and settles the charge.
create or replace function private.end_agent_request(
  wanted uuid, new_status text, new_output text, new_citations jsonb, new_error text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  if new_status not in ('completed', 'failed') then
    raise exception 'an answer is completed or has failed'
      using errcode = 'check_violation', constraint = 'agent_requests_transition';
  end if;
  update public.agent_requests r
  set status = new_status, output = new_output, citations = new_citations, error = new_error
  where r.id = wanted and r.user_id = caller and r.status = 'in_progress';
end
$$;
--> statement-breakpoint
revoke execute on function private.end_agent_request(uuid, text, text, jsonb, text) from public;
--> statement-breakpoint
grant execute on function private.end_agent_request(uuid, text, text, jsonb, text) to authenticated;
