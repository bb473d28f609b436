-- Refuses a change of state that was not declared legal (`stateMachine` in TypeScript). Its arguments
-- are the column and, as JSON, the states that each state may become; '' is the state before there
-- was a row. Nobody is exempt.
create or replace function private.guard_transition() returns trigger
language plpgsql set search_path = '' as $$
declare
  was text := '';
  becomes constant text := to_jsonb(new) ->> tg_argv[0];
begin
  if tg_op = 'UPDATE' then
    was := to_jsonb(old) ->> tg_argv[0];
  end if;
  if was <> becomes and not coalesce((tg_argv[1]::jsonb -> was) ? becomes, false) then
    raise exception '% of % does not go from "%" to "%"', tg_argv[0], tg_table_name, was, becomes
      using errcode = 'check_violation', constraint = tg_table_name || '_transition',
        detail = format('from %s to %s', was, becomes);
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_transition() from public;
--> statement-breakpoint
-- Whose a request is and when it began and ended. Nobody is exempt. Its states are guarded by
-- private.guard_transition.
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
-- Removes a person's documents with all that is found of them. Their files go by jobs.
create or replace function private.erase_knowledge(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.documents where user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_knowledge(uuid) from public;
--> statement-breakpoint
-- Removes what a person asked the assistant and was answered; that they asked stays countable. An
-- answer under way is cancelled first, so that nothing is written after this.
create or replace function private.erase_agent(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.agent_requests set status = 'cancelled'
  where user_id = erased and status in ('queued', 'in_progress');
  update public.agent_requests set input = '', output = null, citations = '[]', error = null
  where user_id = erased;
  delete from public.agent_events where user_id = erased;
  update public.agent_sessions
  set title = null, context = '{}', deleted_at = coalesce(deleted_at, now())
  where user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_agent(uuid) from public;
--> statement-breakpoint
-- Ends a person's memberships and takes them from the gyms they manage, which it answers by name:
-- those wait for a new manager.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  update public.memberships set left_at = now() where user_id = erased and left_at is null;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_academy(uuid) from public;
--> statement-breakpoint
-- Removes a person's devices, the answers kept for their repeated requests, and what leads to them
-- at the payment provider. Their row in users is the caller's to empty, before all else.
create or replace function private.erase_identity(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.push_tokens where user_id = erased;
  delete from private.idempotency_keys
  where subject = (select u.subject from public.users u where u.id = erased);
  update public.user_profiles set stripe_customer_id = null, stripe_subscription_id = null
  where user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_identity(uuid) from public;
--> statement-breakpoint
-- Removes a person, all or nothing: first their row becomes a tombstone, whose lock makes a second
-- call wait, then every feature removes its own. No row when there is no such live account.
-- `wanted_at` is the clock of who asks: older news of the person is refused from then on.
create or replace function private.erase_user(erased uuid, wanted_at timestamptz)
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  update public.users u
  set email = null, first_name = null, last_name = null, image_url = null, birth_date = null,
    gender = null, phone = null, instagram = null,
    identity_updated_at = greatest(u.identity_updated_at, wanted_at), deleted_at = now()
  where u.id = erased and u.deleted_at is null;
  if not found then
    return;
  end if;
  perform private.erase_knowledge(erased);
  -- Ahead of the profile, which an answer that ends meanwhile locks after its request.
  perform private.erase_agent(erased);
  perform private.erase_identity(erased);
  return query
    select wanted_at, coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]')
    from private.erase_academy(erased) g;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Removes whoever asks, and nobody else. No row when they have no live account.
create or replace function private.erase_caller()
returns table (erased_at timestamptz, gyms_without_manager jsonb)
language plpgsql security definer set search_path = '' as $$
begin
  return query
    select * from private.erase_user(
      private.current_user_id(), date_trunc('milliseconds', clock_timestamp())
    );
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_caller() from public;
--> statement-breakpoint
grant execute on function private.erase_caller() to authenticated;
--> statement-breakpoint
create trigger "agent_requests_transition" before insert or update of "status" on public.agent_requests
  for each row
  execute function private.guard_transition('status', '{"":["queued"],"queued":["in_progress","failed","cancelled","expired"],"in_progress":["completed","failed","cancelled","expired"],"completed":[],"failed":[],"cancelled":[],"expired":[]}');
--> statement-breakpoint
create trigger "documents_transition" before update of "processing_status" on public.documents
  for each row when ((old."processing_status", new."processing_status") not in (('pending', 'pending'), ('pending', 'processing'), ('processing', 'processing'), ('processing', 'ready'), ('processing', 'failed'), ('ready', 'ready'), ('failed', 'failed'), ('failed', 'processing'), ('failed', 'ready')))
  execute function private.guard_transition('processing_status', '{"pending":["processing"],"processing":["ready","failed"],"ready":[],"failed":["processing","ready"]}');
--> statement-breakpoint
create trigger "jobs_transition" before update of "status" on private.jobs
  for each row when ((old."status", new."status") not in (('queued', 'queued'), ('queued', 'running'), ('queued', 'cancelled'), ('running', 'running'), ('running', 'queued'), ('running', 'succeeded'), ('running', 'dead'), ('running', 'cancelled'), ('succeeded', 'succeeded'), ('dead', 'dead'), ('dead', 'queued'), ('cancelled', 'cancelled'), ('cancelled', 'queued')))
  execute function private.guard_transition('status', '{"queued":["running","cancelled"],"running":["queued","succeeded","dead","cancelled"],"succeeded":[],"dead":["queued"],"cancelled":["queued"]}');
