set local check_function_bodies = off;
--> statement-breakpoint
drop trigger "users_create_profile" on "public"."users";
--> statement-breakpoint
-- Ends a person's memberships and takes them from the gyms they manage, which it answers by name:
-- those wait for a new manager.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  update public.memberships set left_at = now() where user_id = erased and left_at is null;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_academy(uuid) from public;
--> statement-breakpoint
-- Logs a batch of events of a request of the caller's own, `[{ seq, event, data }, …]`, unless it has
-- ended; safe to repeat. The lock makes an end wait, so that nothing follows a request's last event.
-- True while the request is in progress; without events it only looks.
create or replace function private.append_agent_events(wanted uuid, events jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
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
-- Takes a queued request of the caller's own to answer it, and logs its first event, `meta`. False:
-- somebody else has, it has ended, or it is another's.
create or replace function private.begin_agent_request(wanted uuid, by_model text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
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
-- Ends a request of the caller's own that is in progress; one that has ended otherwise stays as it is.
-- Its trigger logs the last event and settles the charge.
create or replace function private.end_agent_request(
  wanted uuid, new_status text, new_output text, new_citations jsonb, new_error text
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
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
--> statement-breakpoint
-- Removes a person, all or nothing. It takes their row for itself first: every write of a row about
-- them holds it (private.hold_person), so what is in flight is waited for, and what comes later
-- waits and is refused. Then every feature removes its own, and their row becomes a tombstone. No
-- row when there is no such live account, which is what a second call finds.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
declare
  gyms jsonb;
begin
  perform from public.users u where u.id = erased and u.deleted_at is null for update;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, first_name = null, last_name = null, image_url = null, birth_date = null,
    gender = null, phone = null, instagram = null,
    identity_updated_at = greatest(u.identity_updated_at, wanted_at), deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Holds the caller ahead of all rows of a statement, as private.hold_caller says.
create or replace function private.hold_caller_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_caller_first() from public;
--> statement-breakpoint
-- The caller, whom nobody erases until this transaction is over; null for who has no account. To be
-- asked before a row of theirs is locked: an erasure locks the person first and then their rows, and
-- in another order the two would wait for one another.
create or replace function private.hold_caller() returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  perform from public.users u where u.id = caller and u.deleted_at is null for key share;
  if not found and caller is not null then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return caller;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_caller() from public;
--> statement-breakpoint
-- Who writes a row about a person holds that person until the transaction is over. An erasure takes
-- the same row for itself: it waits for those who hold it, and removes what they wrote; those who
-- come later wait for it, and are refused, because the row is looked at again after the wait. The
-- argument is the column that says who. `personalData` puts this on every table that it declares.
create or replace function private.hold_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.users u
  where u.id = (to_jsonb(new) ->> tg_argv[0])::uuid and u.deleted_at is null
  for key share;
  if not found then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_person() from public;
--> statement-breakpoint
-- What private.hold_person does, for rows that name a person by the subject of their token. Who has
-- no account yet has none that could be erased.
create or replace function private.hold_subject() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.users u where u.subject = new.subject and u.deleted_at is null for key share;
  if not found and exists (select from public.users u where u.subject = new.subject) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_subject() from public;
--> statement-breakpoint
-- Leaves the rows of an erased person as the erasure left them: a change of one changes nothing, as
-- if it were not there. No lock is needed here: the row's own has waited for an erasure under way,
-- and one still to come waits for it. The argument is the column that says who.
create or replace function private.keep_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.users u
    where u.id = (to_jsonb(old) ->> tg_argv[0])::uuid and u.deleted_at is not null
  ) then
    return null;
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_erased() from public;
--> statement-breakpoint
-- Refuses an account that is made of news from before its erasure. Whoever makes one has read that
-- there is no tombstone, and may then have waited for the erasure that leaves it: here, behind the
-- wait, it is seen.
create or replace function private.refuse_revival() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.users u
    where u.subject = new.subject and u.deleted_at is not null
      and u.identity_updated_at >= new.identity_updated_at
  ) then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_revival() from public;
--> statement-breakpoint
-- The object in Storage goes with the row, by a job: nothing calls out from a transaction. The job is
-- nobody's: to be the owner's it would have to hold them, behind the lock of the row.
create or replace function private.delete_document_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'delete_file', jsonb_build_object('file_path', old.file_path), old.file_path
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_document_file() from public;
--> statement-breakpoint
-- Objects of the bucket that no document has, in the order of their names: uploaded while the
-- document or its owner was being removed, or later, to a URL signed before. An upload follows its
-- row, so what has none in one snapshot will have none. Storage keeps its own list of objects, which
-- may be read; a database without Storage has no such files.
create or replace function private.stray_files(wanted_bucket text, after_name text, page_size integer)
returns setof text
language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('storage.objects') is null then
    return;
  end if;
  return query
    select o.name from storage.objects o
    where o.bucket_id = wanted_bucket and o.name > after_name
      and not exists (select from public.documents d where d.file_path = o.name)
    order by o.name limit page_size;
end
$$;
--> statement-breakpoint
revoke execute on function private.stray_files(text, text, integer) from public;
--> statement-breakpoint
grant execute on function private.stray_files(text, text, integer) to service_role;
--> statement-breakpoint
-- Ends a request of the caller's own that has not ended, and answers it as it is then.
create or replace function private.cancel_agent_request(wanted uuid) returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
begin
  update public.agent_requests r set status = 'cancelled'
  where r.id = wanted and r.user_id = caller and r.status in ('queued', 'in_progress');
  return query
    select r.* from public.agent_requests r where r.id = wanted and r.user_id = caller;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_agent_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_agent_request(uuid) to authenticated;
--> statement-breakpoint
-- Asks a question in a session of the caller's own: the request and its charge, or neither. Asked
-- again with the same key it answers the request that was made. A month that has ended is closed
-- first, by an event that takes back its sum.
create or replace function private.start_agent_request(wanted_session uuid, question text, wanted_key text)
returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  profile public.user_profiles;
  request public.agent_requests;
  charge_key text;
  right_now timestamptz;
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  -- One question of a person at a time, so that a repeated key and the end of a month are seen.
  select p.* into profile from public.user_profiles p where p.user_id = caller for update;
  right_now := clock_timestamp();

  select r.* into request
  from public.usage_events e join public.agent_requests r on r.id = e.request_id
  where e.user_id = caller and e.idempotency_key = 'ask:' || wanted_key;
  if found then
    if (request.session_id, request.input) is distinct from (wanted_session, question) then
      raise exception 'the key was used for another question'
        using errcode = 'check_violation', constraint = 'idempotency_key_reused';
    end if;
    return next request;
    return;
  end if;

  perform from public.agent_sessions s
  where s.id = wanted_session and s.user_id = caller and s.deleted_at is null;
  if not found then
    raise exception 'no such session'
      using errcode = 'foreign_key_violation', constraint = 'agent_session_not_found';
  end if;
  -- A session without a title is called after its first question.
  update public.agent_sessions s set title = left(question, 80)
  where s.id = wanted_session and s.title is null;

  if profile.usage_period_start < private.usage_period(right_now) then
    insert into public.usage_events (user_id, event_type, quantity, idempotency_key, created_at)
    values (
      caller, 'period_reset', -profile.usage_count,
      'period_reset:' || (private.usage_period(right_now) at time zone 'UTC')::date, right_now
    );
  end if;

  insert into public.agent_requests (session_id, user_id, input)
  values (wanted_session, caller, question) returning * into request;
  charge_key := coalesce('ask:' || wanted_key, 'agent_request:' || request.id);
  insert into public.usage_events
    (user_id, event_type, quantity, request_id, idempotency_key, created_at)
  values (caller, 'agent_request', 1, request.id, charge_key, right_now);
  return next request;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_agent_request(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.start_agent_request(uuid, text, text) to authenticated;
--> statement-breakpoint
-- A device belongs to whoever signed in on it last. Row security hides the row of the person before,
-- so an upsert as the caller could not move it.
create or replace function private.register_push_token(token text, platform text)
returns setof public.push_tokens
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if caller is null then
    raise exception 'no user' using errcode = 'insufficient_privilege';
  end if;
  return query
    insert into public.push_tokens as t (user_id, token, platform)
    values (caller, register_push_token.token, register_push_token.platform)
    on conflict (token) do update
    set user_id = excluded.user_id, platform = excluded.platform, last_seen_at = now()
    returning t.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.register_push_token(text, text) from public;
--> statement-breakpoint
grant execute on function private.register_push_token(text, text) to authenticated;
--> statement-breakpoint
-- Starts the processing of the caller's own document, for the first time or after a failure. No row
-- when there is nothing to start: not theirs, missing, or started already.
create or replace function private.submit_document(document_id uuid) returns setof public.documents
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  document public.documents;
begin
  update public.documents d
  set processing_status = 'processing', processing_done = 0, processing_total = null, error = null
  where d.id = document_id
    and d.user_id = caller
    and d.processing_status in ('pending', 'failed')
  returning d.* into document;
  if found then
    perform private.enqueue_job(
      'process_document', jsonb_build_object('document_id', document.id), document.id::text,
      document.user_id
    );
    return next document;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.submit_document(uuid) from public;
--> statement-breakpoint
grant execute on function private.submit_document(uuid) to authenticated;
--> statement-breakpoint
create trigger "agent_events_hold_user_id" before insert or update of "user_id" on "public"."agent_events"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "agent_requests_hold_user_id" before insert or update of "user_id" on "public"."agent_requests"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "agent_requests_keep_erased_user_id" before update on "public"."agent_requests"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "agent_sessions_hold_user_id" before insert or update of "user_id" on "public"."agent_sessions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "agent_sessions_keep_erased_user_id" before update on "public"."agent_sessions"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "document_chunks_hold_user_id" before insert or update of "user_id" on "public"."document_chunks"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "documents_hold_user_id" before insert or update of "user_id" on "public"."documents"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "gyms_hold_manager_id" before insert or update of "manager_id" on "public"."gyms"
  for each row when (new."manager_id" is not null) execute function private.hold_person('manager_id');
--> statement-breakpoint
create trigger "gyms_hold_caller" before update of "manager_id" on "public"."gyms"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "idempotency_keys_hold_subject" before insert or update of "subject" on "private"."idempotency_keys"
  for each row when (new."subject" is not null) execute function private.hold_subject();
--> statement-breakpoint
create trigger "jobs_hold_user_id" before insert or update of "user_id" on "private"."jobs"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "memberships_hold_user_id" before insert or update of "user_id" on "public"."memberships"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "memberships_keep_erased_user_id" before update on "public"."memberships"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "memberships_hold_decided_by" before insert or update of "decided_by" on "public"."memberships"
  for each row when (new."decided_by" is not null) execute function private.hold_person('decided_by');
--> statement-breakpoint
create trigger "push_tokens_hold_user_id" before insert or update of "user_id" on "public"."push_tokens"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "usage_events_hold_user_id" before insert or update of "user_id" on "public"."usage_events"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "user_profiles_hold_user_id" before insert or update of "user_id" on "public"."user_profiles"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "user_profiles_keep_erased_user_id" before update on "public"."user_profiles"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "users_keep_erased_id" before update on "public"."users"
  for each row execute function private.keep_erased('id');
--> statement-breakpoint
create trigger "users_create_profile" after insert on "public"."users"
  for each row when (new.deleted_at is null) execute function private.create_user_profile();
--> statement-breakpoint
create trigger "users_refuse_revival" after insert on "public"."users"
  for each row when (new.deleted_at is null) execute function private.refuse_revival();
