set local check_function_bodies = off;
--> statement-breakpoint
-- Removes what a question of the caller's own and its answer said, wherever the words are: in the row,
-- in its stream, as the title of its session, in answers kept for repeated requests. The row itself
-- stays, because the ledger refers to it. False: there is no such question.
create or replace function private.delete_agent_request(wanted uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.hold_caller();
  caller_subject constant text := private.caller_claims() ->> 'sub';
  request public.agent_requests;
  next_seq integer;
  auto_title text;
begin
  -- The lock makes events in flight wait and then find an end, or be logged before they are removed.
  select r.* into request from public.agent_requests r
  where r.id = wanted and r.user_id = caller and r.deleted_at is null for update;
  if not found then
    return false;
  end if;
  select coalesce(max(e.seq), 0) + 1 into next_seq
  from public.agent_events e where e.request_id = wanted;
  -- An answer under way ends as cancelled, and its trigger gives the charge back.
  update public.agent_requests r
  set status = case when r.status in ('queued', 'in_progress') then 'cancelled' else r.status end,
      input = '', output = null, citations = '[]', error = null, deleted_at = now()
  where r.id = wanted returning r.status into request.status;

  -- Whoever watches waits for a last event, and is told that no more will come.
  delete from public.agent_events e where e.request_id = wanted;
  insert into public.agent_events (request_id, seq, user_id, event, data) values (
    wanted, next_seq, caller, 'error',
    jsonb_build_object('status', request.status, 'code', 'deleted')
  );

  -- The next question names the session anew.
  auto_title := left(request.input, 80);
  update public.agent_sessions s set title = null
  where s.id = request.session_id and s.title = auto_title;

  -- A cancellation that is repeated finds nothing; what was done to the session stays done once.
  delete from private.idempotency_keys k
  where k.subject = caller_subject and k.body ->> 'id' = wanted::text;
  update private.idempotency_keys k set body = jsonb_set(k.body::jsonb, '{title}', 'null')::json
  where k.subject = caller_subject
    and k.body ->> 'id' = request.session_id::text and k.body ->> 'title' = auto_title;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.delete_agent_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.delete_agent_request(uuid) to authenticated;
--> statement-breakpoint
-- Whose a request is, when it began and ended, and that a deleted one stays deleted. Nobody is exempt.
-- Its states are guarded by private.guard_transition.
create or replace function private.guard_agent_request() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if not exists (
      select from public.agent_sessions s where s.id = new.session_id and s.user_id = new.user_id
    ) then
      raise exception 'a request belongs to the owner of its session'
        using errcode = 'foreign_key_violation', constraint = 'agent_requests_session_owner';
    end if;
    new.started_at := null;
    new.finished_at := null;
    return new;
  end if;

  if (new.id, new.session_id, new.user_id, new.created_at)
    is distinct from (old.id, old.session_id, old.user_id, old.created_at)
  then
    raise exception 'a request stays where it was made'
      using errcode = 'check_violation', constraint = 'agent_requests_identity';
  end if;
  new.started_at := old.started_at;
  new.finished_at := old.finished_at;
  new.deleted_at := coalesce(old.deleted_at, new.deleted_at);
  if new.status = old.status then
    return new;
  end if;
  if new.status = 'in_progress' then
    new.started_at := now();
  else
    new.finished_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_agent_request() from public;
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" DROP CONSTRAINT "plan_quotas_agent_requests_check";
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD COLUMN "deleted_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_deleted_at_check" CHECK ("agent_requests"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_deleted_check" CHECK ("agent_requests"."deleted_at" is null or ("agent_requests"."input" = '' and "agent_requests"."output" is null
      and "agent_requests"."citations" = '[]' and "agent_requests"."error" is null
      and not "agent_requests"."status" in ('queued', 'in_progress')));
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" ADD CONSTRAINT "plan_quotas_agent_requests_check" CHECK ("private"."plan_quotas"."agent_requests" between 0 and 1000000);
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
    select r.* from public.agent_requests r
    where r.id = wanted and r.user_id = caller and r.deleted_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_agent_request(uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_agent_request(uuid) to authenticated;
--> statement-breakpoint
-- Asks a question in a session of the caller's own: the request and its charge, or neither. Asked
-- again with the same key it answers the request that was made, unless that was deleted. A month that has ended is closed
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
    if request.deleted_at is not null then
      raise exception 'the question of this key was deleted'
        using errcode = 'check_violation', constraint = 'agent_request_deleted';
    end if;
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
  -- A session without a title is called after its first question; a question is activity, by which
  -- sessions are listed: the trigger of the table moves updated_at.
  update public.agent_sessions s set title = coalesce(s.title, left(question, 80))
  where s.id = wanted_session;

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
-- src/db/schema/agent/usage/plan-quotas.after.sql (644846bdb8d51f85)
-- What a plan allows at first in a calendar month (UTC): 50 questions to try it out, 2,000 to work with
-- it. What the operator has set since stays.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000)
on conflict (plan) do nothing;
