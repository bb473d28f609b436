-- What a plan allows in a calendar month (UTC): 50 questions to try it out, 2,000 to work with it.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000);
--> statement-breakpoint

-- The start of the metering period in which an instant lies. Not anchored at the sign-up, because
-- anniversaries drift (31 January, 28 February, 28 March).
create function private.usage_period(instant timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return date_trunc('month', instant, 'UTC');
end
$$;
--> statement-breakpoint
revoke execute on function private.usage_period(timestamptz) from public;
--> statement-breakpoint

-- The meter: `usage_count` is the sum of a user's events, because nothing but this writes it. The
-- quota is the WHERE of the one UPDATE that counts, so that racing charges cannot pass it together.
create function private.apply_usage_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.user_profiles p
  set usage_count = p.usage_count + new.quantity,
      usage_period_start = case new.event_type
        when 'period_reset' then private.usage_period(new.created_at)
        else p.usage_period_start
      end
  where p.user_id = new.user_id
    and (
      new.quantity <= 0
      or p.usage_count + new.quantity <= (
        select q.agent_requests from private.plan_quotas q where q.plan = p.plan
      )
    );
  if not found then
    raise exception 'the quota of the plan is used up'
      using errcode = 'check_violation', constraint = 'quota_exceeded';
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_usage_event() from public;
--> statement-breakpoint
create trigger usage_events_apply after insert on public.usage_events
  for each row execute function private.apply_usage_event();
--> statement-breakpoint

-- For everybody, whatever their grants: history is added to, never changed.
create function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_change() from public;
--> statement-breakpoint
create trigger usage_events_append_only before update or delete or truncate on public.usage_events
  for each statement execute function private.refuse_change();
--> statement-breakpoint

create function private.guard_usage_count() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'usage_count is the sum of usage_events: insert one'
    using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_usage_count() from public;
--> statement-breakpoint
-- At depth 0 a statement of one's own is at work; the meter writes from within a trigger.
create trigger user_profiles_guard_usage before update on public.user_profiles
  for each row when (
    pg_trigger_depth() = 0
    and (new.usage_count, new.usage_period_start)
      is distinct from (old.usage_count, old.usage_period_start)
  ) execute function private.guard_usage_count();
--> statement-breakpoint

-- A session stays its owner's, and what was deleted stays deleted. The clock is the database's.
create function private.guard_agent_session() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.user_id <> old.user_id then
    raise exception 'a session stays its owner''s' using errcode = 'insufficient_privilege';
  end if;
  if current_user = 'authenticated' and old.deleted_at is not null then
    raise exception 'a deleted session is over' using errcode = 'insufficient_privilege';
  end if;
  if new.deleted_at is not null and old.deleted_at is null then
    new.deleted_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_agent_session() from public;
--> statement-breakpoint
create trigger agent_sessions_guard before update on public.agent_sessions
  for each row execute function private.guard_agent_session();
--> statement-breakpoint

-- The states of a request, and who it belongs to. Nobody is exempt.
create function private.guard_agent_request() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'queued' then
      raise exception 'a request starts queued'
        using errcode = 'check_violation', constraint = 'agent_requests_transition';
    end if;
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
  if new.status = old.status then
    return new;
  end if;
  if not (
    old.status = 'queued' and new.status in ('in_progress', 'failed', 'cancelled', 'expired')
    or old.status = 'in_progress' and new.status in ('completed', 'failed', 'cancelled', 'expired')
  ) then
    raise exception 'a request does not go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'agent_requests_transition';
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
create trigger agent_requests_guard before insert or update on public.agent_requests
  for each row execute function private.guard_agent_request();
--> statement-breakpoint

-- The end of a request, whoever brings it about: its stream gets a last event, and one that was not
-- completed gives its charge back. The unique key makes that once. A charge of a period that is over
-- gives nothing back to the one that runs.
create function private.close_agent_request() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  period_start timestamptz;
begin
  insert into public.agent_events (request_id, seq, user_id, event, data)
  select new.id, coalesce(max(e.seq), 0) + 1, new.user_id,
    case new.status when 'completed' then 'done' else 'error' end,
    case new.status
      when 'completed' then jsonb_build_object(
        'status', new.status, 'model', new.model, 'grounded', new.citations <> '[]'
      )
      else jsonb_build_object('status', new.status, 'code', coalesce(new.error, new.status))
    end
  from public.agent_events e where e.request_id = new.id;

  if new.status <> 'completed' then
    select p.usage_period_start into period_start
    from public.user_profiles p where p.user_id = new.user_id for update;
    insert into public.usage_events
      (user_id, event_type, quantity, request_id, metadata, idempotency_key)
    select c.user_id, 'agent_request_returned',
      case when c.created_at >= period_start then -c.quantity else 0 end,
      new.id, jsonb_build_object('status', new.status), 'agent_request_returned:' || new.id
    from public.usage_events c
    where c.request_id = new.id and c.event_type = 'agent_request';
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.close_agent_request() from public;
--> statement-breakpoint
create trigger agent_requests_close after update on public.agent_requests
  for each row when (
    old.status <> new.status and new.status in ('completed', 'failed', 'cancelled', 'expired')
  ) execute function private.close_agent_request();
--> statement-breakpoint

-- Asks a question in a session of the caller's own: the request and its charge, or neither. Asked
-- again with the same key it answers the request that was made. A month that has ended is closed
-- first, by an event that takes back its sum.
create function private.start_agent_request(wanted_session uuid, question text, wanted_key text)
returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
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

-- Ends a request of the caller's own that has not ended, and answers it as it is then.
create function private.cancel_agent_request(wanted uuid) returns setof public.agent_requests
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
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

-- The caller's plan and what is used of it now: a month that has ended counts as closed, even before
-- the next question closes it.
create function private.agent_usage() returns table (
  plan text, quota integer, used integer, period_start timestamptz, period_end timestamptz
)
language plpgsql stable security definer set search_path = '' as $$
declare
  this_month constant timestamptz := private.usage_period(now());
begin
  return query
    select p.plan, q.agent_requests,
      case when p.usage_period_start < this_month then 0 else p.usage_count end,
      greatest(p.usage_period_start, this_month),
      private.usage_period(this_month + interval '40 days')
    from public.user_profiles p join private.plan_quotas q on q.plan = p.plan
    where p.user_id = private.current_user_id();
end
$$;
--> statement-breakpoint
revoke execute on function private.agent_usage() from public;
--> statement-breakpoint
grant execute on function private.agent_usage() to authenticated;
