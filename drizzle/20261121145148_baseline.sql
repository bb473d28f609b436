set local check_function_bodies = off;
--> statement-breakpoint
-- src/db/schema/system/claims/logins.before.sql (0398be8f8673e754)
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
CREATE SCHEMA "private";
--> statement-breakpoint
-- Whoever manages a gym has the membership that says so.
create or replace function private.add_gym_manager() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships as m (user_id, gym_id, role, approved_at, decided_by)
  values (new.manager_id, new.id, 'MANAGER', now(), coalesce(private.current_user_id(), new.manager_id))
  on conflict (user_id, gym_id) do update
  set role = 'MANAGER',
      approved_at = coalesce(m.approved_at, excluded.approved_at),
      decided_by = excluded.decided_by,
      denied_at = null,
      left_at = null;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.add_gym_manager() from public;
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
-- A gym can be handed only to someone who already belongs to it: otherwise naming a stranger as
-- manager would make them a member, and their profile readable.
create or replace function private.guard_gym_manager() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated'
    and new.manager_id is distinct from old.manager_id
    and not exists (
      select from public.memberships m
      where m.gym_id = new.id
        and m.user_id = new.manager_id
        and m.in_effect
    )
  then
    raise exception 'the manager of a gym must be one of its members'
      using errcode = 'check_violation', constraint = 'gyms_manager_is_member', column = 'manager_id';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_gym_manager() from public;
--> statement-breakpoint
-- The legal changes of a membership. Row security has said that the caller is the member or a
-- manager of the gym; it cannot compare the old row with the new one, so this does.
create or replace function private.guard_membership_update() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant boolean := old.user_id = private.current_user_id();
  decides constant boolean :=
    (new.role, new.approved_at, new.denied_at, new.decided_by)
      is distinct from (old.role, old.approved_at, old.denied_at, old.decided_by);
  leaves constant boolean := old.left_at is null and new.left_at is not null;
  asks_again constant boolean :=
    old.left_at is not null and old.denied_at is null
    and new.left_at is null and new.role = 'STUDENT'
    and num_nonnulls(new.approved_at, new.denied_at, new.decided_by) = 0;
begin
  if current_user <> 'authenticated' then
    return new;
  end if;

  if (leaves or new.role <> 'MANAGER') and exists (
    select from public.gyms g where g.id = old.gym_id and g.manager_id = old.user_id
  ) then
    raise exception 'a gym keeps its manager until it is handed over'
      using errcode = 'check_violation', constraint = 'memberships_manager_stays';
  end if;

  if own and not (leaves and not decides or asks_again) then
    raise exception 'a member may leave or ask again, and decides nothing about themselves'
      using errcode = 'insufficient_privilege';
  end if;

  if not own and (
    old.left_at is not null
    or decides and new.decided_by is distinct from private.current_user_id()
    or old.approved_at is not null and new.approved_at is null
  ) then
    raise exception 'a manager decides in their own name, about members who have not left'
      using errcode = 'insufficient_privilege';
  end if;

  -- The clock is the database's.
  if leaves then
    new.left_at := now();
  end if;
  if new.approved_at is distinct from old.approved_at and new.approved_at is not null then
    new.approved_at := now();
  end if;
  if new.denied_at is distinct from old.denied_at and new.denied_at is not null then
    new.denied_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_membership_update() from public;
--> statement-breakpoint
-- What approved members may know of each other: names and role, never the rest of the profile.
-- Ordered by name; `after_name` and `after_id` are the keys of the last row of the page before.
create or replace function private.gym_directory(gym uuid, after_name text, after_id uuid, page_size integer)
returns table (
  user_id uuid, first_name text, last_name text, image_url text, role text, sort_name text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not gym = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')) then
    return;
  end if;
  return query
    select member.* from (
      select u.id, u.first_name, u.last_name, u.image_url, m.role,
        lower(concat_ws(' ', u.first_name, u.last_name)) as name
      from public.memberships m
      join public.users u on u.id = m.user_id
      where m.gym_id = gym and m.in_effect
        and u.deleted_at is null
    ) member
    where after_id is null or (member.name, member.id) > (after_name, after_id)
    order by member.name, member.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_directory(uuid, text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.gym_directory(uuid, text, uuid, integer) to authenticated;
--> statement-breakpoint
-- The gyms in which the caller's membership is in effect with one of the wanted roles. plpgsql, so
-- that the planner cannot inline it and policies keep using the gym index.
create or replace function private.gym_ids(variadic wanted text[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(m.gym_id) from public.memberships m
      where m.user_id = caller
        and m.role = any (wanted)
        and m.in_effect
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.gym_ids(text[]) from public;
--> statement-breakpoint
grant execute on function private.gym_ids(text[]) to authenticated, service_role;
--> statement-breakpoint
-- Whose profile the caller may read as staff: the members of the gyms they teach in or manage, and
-- for a manager also those who ask to join, so that the request can be decided.
create or replace function private.visible_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  managed constant uuid[] := private.gym_ids('MANAGER');
begin
  return query
    select m.user_id from public.memberships m
    where m.left_at is null
      and m.denied_at is null
      and (
        m.gym_id = any (staffed) and m.approved_at is not null
        or m.gym_id = any (managed) and m.approved_at is null
      );
end
$$;
--> statement-breakpoint
revoke execute on function private.visible_member_ids() from public;
--> statement-breakpoint
grant execute on function private.visible_member_ids() to authenticated, service_role;
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
-- The end of a request, whoever brings it about: its stream gets a last event, and one that was not
-- completed gives its charge back. The unique key makes that once. A charge of a period that is over
-- gives nothing back to the one that runs.
create or replace function private.close_agent_request() returns trigger
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
-- A session stays its owner's, and what was deleted stays deleted. The clock is the database's.
create or replace function private.guard_agent_session() returns trigger
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
-- The caller's plan and what is used of it now: a month that has ended counts as closed, even before
-- the next question closes it.
create or replace function private.agent_usage() returns table (
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
--> statement-breakpoint
-- The meter: `usage_count` is the sum of a user's events, because nothing but this writes it. The
-- quota is the WHERE of the one UPDATE that counts, so that racing charges cannot pass it together.
create or replace function private.apply_usage_event() returns trigger
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
-- The start of the metering period in which an instant lies. Not anchored at the sign-up, because
-- anniversaries drift (31 January, 28 February, 28 March).
create or replace function private.usage_period(instant timestamptz) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return date_trunc('month', instant, 'UTC');
end
$$;
--> statement-breakpoint
revoke execute on function private.usage_period(timestamptz) from public;
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
create or replace function private.create_user_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.user_profiles (user_id) values (new.id);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.create_user_profile() from public;
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
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    identity_updated_at = greatest(u.identity_updated_at, u.token_issued_at, wanted_at),
    deleted_at = now()
  where u.id = erased;
  return query select wanted_at, gyms;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_user(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.erase_user(uuid, timestamptz) to service_role;
--> statement-breakpoint
create or replace function private.guard_usage_count() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'usage_count is the sum of usage_events: insert one'
    using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_usage_count() from public;
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
      and u.identity_updated_at >= greatest(new.identity_updated_at, new.token_issued_at)
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
-- Puts a job into the queue, or finds the live one with the same kind and key: the only text of that
-- rule. In a transaction the job is there if and when that commits. TypeScript calls it through the
-- system door, definer functions for a caller whose change causes work; no other role may.
create or replace function private.enqueue_job(
  job_kind text,
  job_payload jsonb default '{}',
  job_key text default null,
  job_user uuid default null,
  job_run_at timestamptz default null,
  job_max_attempts integer default null,
  out job_id uuid,
  out enqueued boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  loop
    -- Rounded down, as the column keeps it: rounded up, the job would not be due yet.
    insert into private.jobs (kind, payload, dedupe_key, user_id, run_at, max_attempts)
    values (
      job_kind, job_payload, job_key, job_user,
      coalesce(job_run_at, date_trunc('milliseconds', now())), coalesce(job_max_attempts, 8)
    )
    on conflict (kind, dedupe_key) where status in ('queued', 'running') do nothing
    returning id into job_id;
    enqueued := found;
    if enqueued then return; end if;
    select j.id into job_id from private.jobs j
    where j.kind = job_kind and j.dedupe_key = job_key and j.status in ('queued', 'running');
    if found then return; end if;
    -- The twin has finished in between: the way is free now.
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  from public;
--> statement-breakpoint
grant execute on function private.enqueue_job(text, jsonb, text, uuid, timestamptz, integer)
  to service_role;
--> statement-breakpoint
-- Whether a run of the jobs function has something to do. An empty queue counts: the first run puts
-- the recurring jobs in.
create or replace function private.jobs_due() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (select min(j.run_at) from private.jobs j where j.status in ('queued', 'running')) <= now(),
    true
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.jobs_due() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.schedule_jobs() from public;
--> statement-breakpoint
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
--> statement-breakpoint
revoke execute on function private.tick_jobs() from public;
--> statement-breakpoint
-- A chunk is its document's: owner, gym and who may find it are copied, whatever was given. The
-- lock makes whoever shares or un-shares meanwhile wait, so that no chunk keeps an old audience.
create or replace function private.complete_chunk() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  document record;
  body tsvector;
begin
  select d.user_id, d.gym_id, d.title into strict document
  from public.documents d where d.id = new.document_id for share;
  new.user_id := document.user_id;
  new.gym_id := document.gym_id;
  new.acl := array_remove(array[document.user_id, document.gym_id], null);

  if tg_op = 'INSERT' or (new.heading, new.content, new.search_vector)
    is distinct from (old.heading, old.content, old.search_vector)
  then
    body := private.search_lexemes(new.content);
    new.search_vector := setweight(private.search_lexemes(document.title), 'A')
      || setweight(private.search_lexemes(coalesce(new.heading, '')), 'B')
      || setweight(body, 'D');
    new.token_count := (select coalesce(sum(cardinality(positions)), 0) from unnest(body));
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.complete_chunk() from public;
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
-- The extracted text, part by part, for whoever may read the document: put together it is what the
-- offsets of chunks and citations refer to.
create or replace function private.document_text(document_id uuid, after_part integer, page_size integer)
returns table (part integer, content text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.documents d
    where d.id = document_text.document_id
      and (
        d.user_id = private.current_user_id()
        or d.gym_id = any (private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER'))
      )
  ) then
    return;
  end if;
  return query
    select p.part, p.content from private.document_parts p
    where p.document_id = document_text.document_id and p.part > after_part
    order by p.part limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.document_text(uuid, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.document_text(uuid, integer, integer) to authenticated;
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
-- Whoever may change a document may not touch its chunks; this follows on their behalf. A null
-- search vector asks the chunk's own trigger for a new one, which sharing does not need.
create or replace function private.follow_document() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.title <> old.title then
    update public.document_chunks set search_vector = null where document_id = new.id;
  elsif (new.user_id, new.gym_id) is distinct from (old.user_id, old.gym_id) then
    update public.document_chunks set gym_id = new.gym_id where document_id = new.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_document() from public;
--> statement-breakpoint
-- The passages that answer a question best, among what `keys` (a user, gyms) may find, best first:
-- BM25 with title and headings weighted, and a bonus for words that stand together as asked. The
-- formula, its sources and what is approximate: src/knowledge/search/SEARCH.md. It trusts `keys`, so
-- no API role may execute it.
create or replace function private.rank_chunks(
  keys uuid[], question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
  set enable_seqscan = off as $$
#variable_conflict use_column
declare
  k1 constant double precision := 1.2;
  b constant double precision := 0.75;
  title_weight constant double precision := 2;
  heading_weight constant double precision := 1.5;
  phrase_weight constant double precision := 0.25;
  -- A term found in more chunks than this is counted by a sample and chooses no candidates, unless
  -- the rarer ones chose less than `few`.
  many constant integer := 5000;
  few constant integer := 1000;
  -- Of the words that are nowhere this many are tried in other spellings, of so many letters together:
  -- a letter costs a look into the index for some fifty variants, and nobody may make others wait.
  words_left integer := 3;
  letters_left integer := 40;
  terms tsquery[];
  places integer[];
  words text[];
  trust double precision[];
  frequencies integer[];
  weights double precision[];
  candidates tid[];
  last_resort tid[];
  common integer[];
  shares double precision[];
  phrases tsquery[];
  phrase_weights double precision[];
  chunks double precision;
  mean_length double precision;
  variants tsquery[];
  variant tsquery;
  respelt boolean;
begin
  -- The question's words in their order. Stop words are gone; a word asked twice counts once.
  select array_agg(format('''%s''', lexeme)::tsquery order by place), array_agg(place order by place),
    array_agg(coalesce(word, '') order by place), array_agg(1 order by place)
  into terms, places, words, trust
  from (
    select lexeme, positions[1]::bigint as place
    from unnest(private.search_lexemes(question)) order by place limit 64
  ) asked
  left join (
    select row_number() over () as place, lower(token) as word
    from ts_parse('default', private.search_text(question)) where tokid <> 12
  ) typed using (place);

  if terms is null then
    return;
  end if;

  loop
    -- In how many chunks each term is; those of the rarest terms are the candidates.
    with term as materialized (
      select nth, coalesce(cardinality(found), 0) as frequency, found
      from unnest(terms) with ordinality asked (term, nth)
      cross join lateral (
        select array(
          select c.ctid from public.document_chunks c
          where c.acl && keys and c.search_vector @@ term
            and (gym is null or c.gym_id = gym)
            and (document_ids is null or c.document_id = any (document_ids))
          limit many + 1
        ) offset 0
      ) matching (found)
    ), ranked as materialized (
      select *, sum(frequency) over (order by frequency, nth) <= many as rare from term
    )
    select (select array_agg(frequency order by nth) from ranked),
      array(select unnest(found) from ranked where rare),
      (select array_agg(nth order by frequency, nth) from ranked where not rare),
      (select found from ranked where not rare order by frequency, nth limit 1)
    into frequencies, candidates, common, last_resort;

    -- A word that is nowhere may be misspelt: then it is the commonest of its variants.
    respelt := false;
    for i in 1 .. cardinality(terms) loop
      exit when words_left = 0;
      continue when frequencies[i] > 0 or words[i] !~ '^[a-z]{5,20}$'
        or length(words[i]) > letters_left;
      words_left := words_left - 1;
      letters_left := letters_left - length(words[i]);
      variants := array(select private.spelling_variants(words[i]));
      variant := (
        select v from unnest(variants) v
        join (
          select c.search_vector from public.document_chunks c
          where c.acl && keys and c.search_vector @@ array_to_string(variants, ' | ')::tsquery
          limit 100
        ) found on found.search_vector @@ v
        group by v order by count(*) desc, v limit 1
      );
      words[i] := '';
      if variant is not null then
        terms[i] := variant;
        trust[i] := 0.6;
        respelt := true;
      end if;
    end loop;
    exit when not respelt;
  end loop;

  -- Common terms choose together: all of them, then all but the commonest, and so on, down to any
  -- chunks of the rarest.
  for size in reverse coalesce(cardinality(common), 0) .. 2 loop
    exit when cardinality(candidates) >= few;
    variant := (select array_to_string(array_agg(terms[nth]), ' & ')::tsquery from unnest(common[:size]) nth);
    candidates := candidates || array(
      select c.ctid from public.document_chunks c
      where c.acl && keys and c.search_vector @@ variant
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      limit many
    );
  end loop;

  if cardinality(candidates) < few then
    candidates := candidates || last_resort;
  end if;

  -- How many chunks there are and how long: of up to 500 documents, which are all that most callers
  -- have, else the share of a random sample. Common terms are counted in the chunks so looked at.
  with document as materialized (
    select id from public.documents
    where (user_id = any (keys) or gym_id = any (keys))
      and (gym is null or gym_id = gym)
      and (document_ids is null or id = any (document_ids))
  ), sample as materialized (
    select id, (select max(position) + 1 from public.document_chunks where document_id = d.id) as size
    from document d order by id limit 500
  ), chunk as materialized (
    select c.* from sample cross join lateral (
      select token_count, search_vector from public.document_chunks
      where document_id = sample.id order by position
      limit case when (select sum(size) from sample) > many then 4 end
    ) c
  )
  select (select avg(coalesce(size, 0)) from sample) * (select count(*) from document),
    (select coalesce(nullif(avg(token_count), 0), 1) from chunk),
    array(
      select (select avg((search_vector @@ terms[nth])::integer) from chunk)
      from unnest(common) nth where frequencies[nth] > many
    )
  into chunks, mean_length, shares;
  common := array(select nth from unnest(common) nth where frequencies[nth] > many);
  for i in 1 .. cardinality(common) loop
    frequencies[common[i]] := greatest(many, chunks * shares[i]);
  end loop;

  select array_agg(
    trust[nth] * ln(1 + (greatest(chunks, frequency) - frequency + 0.5) / (frequency + 0.5)) order by nth
  )
  into weights from unnest(frequencies) with ordinality t (frequency, nth);

  select array_agg(tsquery_phrase(terms[nth], terms[nth + 1], places[nth + 1] - places[nth])),
    array_agg(phrase_weight * (weights[nth] + weights[nth + 1]))
  into phrases, phrase_weights
  from generate_series(1, cardinality(terms) - 1) nth
  where places[nth + 1] - places[nth] <= 3;

  return query
    with candidate as (
      select id, document_id, search_vector || '' as lexemes,
        k1 * (1 - b + b * token_count / mean_length) as damping
      from (select * from public.document_chunks where ctid = any (candidates) offset 0) c
      where acl && keys
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      offset 0
    ), asked as (
      select true as is_term, * from unnest(terms, weights) t (query, weight)
      union all
      select false, * from unnest(phrases, phrase_weights) p (query, weight)
    ), scored as (
      select id, document_id, sum(
        case when is_term then weight * (k1 + 1) * frequency / (frequency + damping) else weight end
      ) as score
      from candidate
      join asked on lexemes @@ query
      cross join lateral (
        select round(1 / (1.6449340668482264 * (1.0001 - ts_rank('{1,1,1,1}', lexemes, query))) - 0.5)
          + (title_weight - 1) * (ts_rank('{0,0,0,1}', lexemes, query) > 0)::integer
          + (heading_weight - 1) * (ts_rank('{0,0,1,0}', lexemes, query) > 0)::integer
      ) term (frequency)
      group by id, document_id
    ), passage as (
      select *, row_number() over (partition by document_id order by score desc, id desc) as nth
      from scored
    ), page as (
      select id, score from passage
      where (not best_per_document or nth = 1)
        and (after_score is null or (score, id) < (after_score, after_id))
      order by score desc, id desc
      limit greatest(0, least(page_size, 101))
    )
    select c.id, c.document_id, c.gym_id, d.title, c.heading, c.position, c.content, c.start_offset,
      c.end_offset, page.score,
      ts_headline(
        'pg_catalog.english', private.search_text(c.content), array_to_string(terms, ' | ')::tsquery,
        U&'HighlightAll=true, StartSel="\0001", StopSel="\0002"'
      )
    from page
    join public.document_chunks c on c.id = page.id
    join public.documents d on d.id = c.document_id
    order by page.score desc, page.id desc;
end
$$;
--> statement-breakpoint
revoke execute on function private.rank_chunks(
  uuid[], text, uuid, uuid[], boolean, double precision, uuid, integer
) from public;
--> statement-breakpoint
-- Search as the caller. Row security would keep the index on the text from being used, because `@@` is
-- not leakproof; so this asks for itself what the caller may find, and filters by it explicitly.
create or replace function private.search_chunks(
  question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  gyms constant uuid[] := private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER');
begin
  if caller is null then
    return;
  end if;
  return query select * from private.rank_chunks(
    case when gym = any (gyms) then array[gym] else caller || gyms end,
    question, gym, document_ids, best_per_document, after_score, after_id, page_size
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.search_chunks(
  text, uuid, uuid[], boolean, double precision, uuid, integer
) from public;
--> statement-breakpoint
grant execute on function private.search_chunks(
  text, uuid, uuid[], boolean, double precision, uuid, integer
) to authenticated;
--> statement-breakpoint
create or replace function private.search_lexemes(content text) returns tsvector
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return to_tsvector('pg_catalog.english', private.search_text(content));
end
$$;
--> statement-breakpoint
revoke execute on function private.search_lexemes(text) from public;
--> statement-breakpoint
-- How text becomes lexemes, for chunks and for questions alike. Accents are folded, and punctuation
-- becomes space first: Postgres' parser reads `IL-6` as the number -6, `and/or` as a path, `end.Next` as
-- a host and `a <b and c> d` as a tag, and what it takes “quotes” for depends on the server's locale. A
-- point stays between digits. Character for character, so that places in the text hold.
create or replace function private.search_text(content text) returns text
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if content ~ '[À-ÿ]' then
    content := translate(
      content,
      'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
      'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy'
    );
  end if;
  return regexp_replace(
    content collate pg_catalog.pg_c_utf8,
    '[[:cntrl:]]|(?!\.)[[:punct:]]|(?<![0-9])\.|\.(?![0-9])', ' ', 'g'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.search_text(text) from public;
--> statement-breakpoint
-- What a misspelt word may have been meant to be: everything one edit away behind its first letter (a
-- letter left out, put in, changed, or swapped with its neighbour), and its two halves side by side.
-- Which of them exist, only the caller's own chunks can say.
create or replace function private.spelling_variants(word text) returns setof tsquery
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with cut as (
      select left(word, n) as head, substr(word, n + 1) as tail
      from generate_series(1, length(word)) n
    ), edited (variant) as (
      select head || substr(tail, 2) from cut
      union all
      select head || substr(tail, 2, 1) || left(tail, 1) || substr(tail, 3) from cut
      union all
      select head || letter || substr(tail, behind)
      from cut, string_to_table('abcdefghijklmnopqrstuvwxyz', null) letter,
        generate_series(1, 2) behind
    )
    select format('''%s''', lexeme)::tsquery
    from unnest(to_tsvector('pg_catalog.english', (select string_agg(variant, ' ') from edited)))
    union all
    select string_agg(format('''%s''', lexeme), ' <-> ' order by positions)::tsquery
    from cut, unnest(to_tsvector('pg_catalog.english', head || ' ' || tail))
    where length(head) > 2 and length(tail) > 2
    group by head having count(*) = 2;
end
$$;
--> statement-breakpoint
revoke execute on function private.spelling_variants(text) from public;
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
-- A file that was there already became the older document. Who uploaded it again may go on asking
-- for the newer id: its job remembers.
create or replace function private.surviving_document(document_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select (j.result ->> 'duplicate_of')::uuid from private.jobs j
    where j.user_id = private.current_user_id()
      and j.kind = 'process_document'
      and j.status = 'succeeded'
      and j.payload ->> 'document_id' = document_id::text
      and j.result ? 'duplicate_of'
    order by j.finished_at desc limit 1
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.surviving_document(uuid) from public;
--> statement-breakpoint
grant execute on function private.surviving_document(uuid) to authenticated;
--> statement-breakpoint
-- Which migrations this database has, whoever applied them: the migrator keeps both ledgers, the
-- Supabase CLI only its own. `latest` is the journal's `when` of the newest (milliseconds). For everybody
-- who asks whether the service is ready: a count and a time give nothing away.
create or replace function private.applied_migrations() returns table (applied integer, latest bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  known bigint[] := '{}';
begin
  if to_regclass('drizzle.__drizzle_migrations') is not null then
    known := array(select m.created_at from drizzle.__drizzle_migrations m);
  end if;
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    known := known || array(
      select 1000 * extract(epoch from to_timestamp(m.version || '+00', 'YYYYMMDDHH24MISSTZH'))::bigint
      from supabase_migrations.schema_migrations m where m.version ~ '^[0-9]{14}$'
    );
  end if;
  return query select count(distinct at)::integer, max(at) from unnest(known) at;
end
$$;
--> statement-breakpoint
revoke execute on function private.applied_migrations() from public;
--> statement-breakpoint
grant execute on function private.applied_migrations() to anon;
--> statement-breakpoint
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
create or replace function private.is_timezone(name text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  perform timestamptz 'epoch' at time zone name;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;
--> statement-breakpoint
revoke execute on function private.is_timezone(text) from public;
--> statement-breakpoint
grant execute on function private.is_timezone(text) to authenticated, service_role;
--> statement-breakpoint
-- For everybody, whatever their grants: history is added to, never changed.
create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_change() from public;
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
-- Times are the database's: an API role cannot backdate a row it inserts.
create or replace function private.stamp_insert() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user in ('anon', 'authenticated') then
    new.created_at := now();
    new.updated_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_insert() from public;
--> statement-breakpoint
-- Strictly increasing, because the ETag is made from it: two writes in one millisecond must not
-- leave the same version behind.
create or replace function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(
    date_trunc('milliseconds', clock_timestamp()),
    old.updated_at + interval '1 millisecond'
  );
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.touch_updated_at() from public;
--> statement-breakpoint
CREATE TABLE "agent_events" (
	"request_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"event" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_events_request_id_seq_pk" PRIMARY KEY("request_id","seq"),
	CONSTRAINT "agent_events_event_check" CHECK ("agent_events"."event" in ('meta', 'delta', 'citation', 'done', 'error')),
	CONSTRAINT "agent_events_seq_check" CHECK ("agent_events"."seq" >= 0),
	CONSTRAINT "agent_events_data_check" CHECK (octet_length("agent_events"."data"::text) <= 1000000),
	CONSTRAINT "agent_events_created_at_check" CHECK ("agent_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "agent_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "agent_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"input" text NOT NULL,
	"output" text,
	"citations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"model" text,
	"error" text,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_requests_status_check" CHECK ("agent_requests"."status" in ('queued', 'in_progress', 'completed', 'failed', 'cancelled', 'expired')),
	CONSTRAINT "agent_requests_input_check" CHECK (char_length("agent_requests"."input") <= 4000),
	CONSTRAINT "agent_requests_output_check" CHECK (char_length("agent_requests"."output") <= 200000),
	CONSTRAINT "agent_requests_citations_check" CHECK (case when jsonb_typeof("agent_requests"."citations") = 'array' and octet_length("agent_requests"."citations"::text) <= 1000000 then
          jsonb_array_length(jsonb_path_query_array("agent_requests"."citations", 'strict $[*] ? (@.type() == "object" && @.chunk_id.type() == "string" && @.chunk_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.document_id.type() == "string" && @.document_id like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" && @.title.type() == "string" && (@.heading.type() == "string" || @.heading == null) && @.quote.type() == "string" && @.start_offset.type() == "number" && @.start_offset >= 0 && @.start_offset <= 2147483647 && @.start_offset.floor() == @.start_offset && @.end_offset.type() == "number" && @.end_offset >= 0 && @.end_offset <= 2147483647 && @.end_offset.floor() == @.end_offset)')) = jsonb_array_length("agent_requests"."citations")
          else "agent_requests"."citations" is null end),
	CONSTRAINT "agent_requests_model_check" CHECK (char_length("agent_requests"."model") <= 1000),
	CONSTRAINT "agent_requests_error_check" CHECK (char_length("agent_requests"."error") <= 1000),
	CONSTRAINT "agent_requests_started_at_check" CHECK ("agent_requests"."started_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "agent_requests_finished_at_check" CHECK ("agent_requests"."finished_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "agent_requests_created_at_check" CHECK ("agent_requests"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "agent_requests_updated_at_check" CHECK ("agent_requests"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "agent_requests" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "agent_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_sessions_title_check" CHECK (char_length("agent_sessions"."title") between 1 and 200),
	CONSTRAINT "agent_sessions_context_check" CHECK (jsonb_typeof("agent_sessions"."context") = 'object' and octet_length("agent_sessions"."context"::text) <= 8192),
	CONSTRAINT "agent_sessions_deleted_at_check" CHECK ("agent_sessions"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "agent_sessions_created_at_check" CHECK ("agent_sessions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "agent_sessions_updated_at_check" CHECK ("agent_sessions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "agent_sessions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "app_stores" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"store" text NOT NULL,
	"url" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_stores_store_check" CHECK ("app_stores"."store" in ('ios', 'android')),
	CONSTRAINT "app_stores_url_check" CHECK (char_length("app_stores"."url") <= 2048 and "app_stores"."url" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "app_stores_disabled_at_check" CHECK ("app_stores"."disabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "app_stores_created_at_check" CHECK ("app_stores"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "app_stores_updated_at_check" CHECK ("app_stores"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "app_stores" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
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
CREATE TABLE "document_chunks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"document_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid,
	"position" integer NOT NULL,
	"heading" text,
	"content" text NOT NULL,
	"start_offset" integer NOT NULL,
	"end_offset" integer NOT NULL,
	"search_vector" "tsvector" NOT NULL,
	"token_count" integer NOT NULL,
	"acl" uuid[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_chunks_position_unique" UNIQUE("document_id","position"),
	CONSTRAINT "document_chunks_offsets_check" CHECK ("document_chunks"."start_offset" >= 0 and "document_chunks"."end_offset" > "document_chunks"."start_offset"),
	CONSTRAINT "document_chunks_heading_check" CHECK (char_length("document_chunks"."heading") <= 2000),
	CONSTRAINT "document_chunks_content_check" CHECK (char_length("document_chunks"."content") <= 100000),
	CONSTRAINT "document_chunks_created_at_check" CHECK ("document_chunks"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "document_chunks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."document_parts" (
	"document_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_parts_document_id_part_pk" PRIMARY KEY("document_id","part")
);
--> statement-breakpoint
ALTER TABLE "private"."document_parts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid,
	"title" text NOT NULL,
	"filename" text NOT NULL,
	"file_type" text NOT NULL,
	"file_size" bigint NOT NULL,
	"file_path" text GENERATED ALWAYS AS (user_id::text || '/' || id::text) STORED NOT NULL,
	"processing_status" text DEFAULT 'pending' NOT NULL,
	"processing_done" integer DEFAULT 0 NOT NULL,
	"processing_total" integer,
	"error" text,
	"content_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_processing_status_check" CHECK ("documents"."processing_status" in ('pending', 'processing', 'ready', 'failed')),
	CONSTRAINT "documents_file_size_check" CHECK ("documents"."file_size" between 0 and 52428800),
	CONSTRAINT "documents_title_check" CHECK (char_length("documents"."title") between 1 and 200),
	CONSTRAINT "documents_filename_check" CHECK (char_length("documents"."filename") between 1 and 255),
	CONSTRAINT "documents_file_type_check" CHECK (char_length("documents"."file_type") <= 255),
	CONSTRAINT "documents_processing_done_check" CHECK ("documents"."processing_done" >= 0),
	CONSTRAINT "documents_processing_total_check" CHECK ("documents"."processing_total" >= 0),
	CONSTRAINT "documents_error_check" CHECK (char_length("documents"."error") <= 1000),
	CONSTRAINT "documents_content_hash_check" CHECK ("documents"."content_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "documents_created_at_check" CHECK ("documents"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "documents_updated_at_check" CHECK ("documents"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "gyms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"logo" text,
	"manager_id" uuid,
	"since" date,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gyms_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "gyms_name_check" CHECK (char_length("gyms"."name") between 1 and 120),
	CONSTRAINT "gyms_address_check" CHECK (char_length("gyms"."address") between 1 and 300),
	CONSTRAINT "gyms_logo_check" CHECK (char_length("gyms"."logo") <= 2048 and "gyms"."logo" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "gyms_since_check" CHECK ("gyms"."since" between '1800-01-01' and '2199-12-31'),
	CONSTRAINT "gyms_timezone_name_check" CHECK (char_length("gyms"."timezone") <= 64 and "gyms"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$'),
	CONSTRAINT "gyms_timezone_check" CHECK (private.is_timezone("gyms"."timezone")),
	CONSTRAINT "gyms_created_at_check" CHECK ("gyms"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "gyms_updated_at_check" CHECK ("gyms"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "gyms" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."idempotency_keys" (
	"subject" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_subject_key_pk" PRIMARY KEY("subject","key")
);
--> statement-breakpoint
ALTER TABLE "private"."idempotency_keys" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"run_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"max_attempts" integer DEFAULT 8 NOT NULL,
	"locked_by" uuid,
	"dedupe_key" text,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer,
	"result" jsonb,
	"error" text,
	"user_id" uuid,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_status_check" CHECK ("private"."jobs"."status" in ('queued', 'running', 'succeeded', 'dead', 'cancelled')),
	CONSTRAINT "jobs_attempts_check" CHECK ("private"."jobs"."attempts" >= 0 and "private"."jobs"."max_attempts" > 0)
);
--> statement-breakpoint
ALTER TABLE "private"."jobs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"role" text DEFAULT 'STUDENT' NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"denied_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"left_at" timestamp (3) with time zone,
	"in_effect" boolean GENERATED ALWAYS AS (approved_at is not null and left_at is null) STORED NOT NULL,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "memberships_user_id_gym_id_unique" UNIQUE("user_id","gym_id"),
	CONSTRAINT "memberships_decision_check" CHECK (num_nonnulls("memberships"."approved_at", "memberships"."denied_at") <= 1),
	CONSTRAINT "memberships_role_check" CHECK ("memberships"."role" in ('STUDENT', 'INSTRUCTOR', 'MANAGER')),
	CONSTRAINT "memberships_approved_at_check" CHECK ("memberships"."approved_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "memberships_denied_at_check" CHECK ("memberships"."denied_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "memberships_left_at_check" CHECK ("memberships"."left_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "memberships_created_at_check" CHECK ("memberships"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "memberships_updated_at_check" CHECK ("memberships"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."plan_quotas" (
	"plan" text PRIMARY KEY NOT NULL,
	"agent_requests" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_quotas_plan_check" CHECK ("private"."plan_quotas"."plan" in ('free', 'pro')),
	CONSTRAINT "plan_quotas_agent_requests_check" CHECK ("private"."plan_quotas"."agent_requests" >= 0)
);
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "push_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"platform" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_tokens_token_unique" UNIQUE("token"),
	CONSTRAINT "push_tokens_platform_check" CHECK ("push_tokens"."platform" in ('ios', 'android', 'web')),
	CONSTRAINT "push_tokens_token_check" CHECK (char_length("push_tokens"."token") between 1 and 500),
	CONSTRAINT "push_tokens_last_seen_at_check" CHECK ("push_tokens"."last_seen_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "push_tokens_created_at_check" CHECK ("push_tokens"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "push_tokens_updated_at_check" CHECK ("push_tokens"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "push_tokens" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."rate_limits" (
	"bucket" text PRIMARY KEY NOT NULL,
	"arrival_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "private"."rate_limits" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_id_check" CHECK ("roles"."id" in ('STUDENT', 'INSTRUCTOR', 'MANAGER')),
	CONSTRAINT "roles_created_at_check" CHECK ("roles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "roles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"quantity" integer NOT NULL,
	"request_id" uuid,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_events_idempotency_key_unique" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "usage_events_event_type_check" CHECK ("usage_events"."event_type" in ('agent_request', 'agent_request_returned', 'period_reset')),
	CONSTRAINT "usage_events_idempotency_key_check" CHECK (char_length("usage_events"."idempotency_key") between 1 and 300),
	CONSTRAINT "usage_events_metadata_check" CHECK (jsonb_typeof("usage_events"."metadata") = 'object' and octet_length("usage_events"."metadata"::text) <= 8192),
	CONSTRAINT "usage_events_created_at_check" CHECK ("usage_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "usage_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "user_profiles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"subscription_status" text DEFAULT 'none' NOT NULL,
	"usage_count" integer DEFAULT 0 NOT NULL,
	"usage_period_start" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"stripe_customer_id" text,
	"stripe_subscription_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_profiles_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "user_profiles_stripe_customer_id_unique" UNIQUE("stripe_customer_id"),
	CONSTRAINT "user_profiles_stripe_subscription_id_unique" UNIQUE("stripe_subscription_id"),
	CONSTRAINT "user_profiles_plan_check" CHECK ("user_profiles"."plan" in ('free', 'pro')),
	CONSTRAINT "user_profiles_subscription_status_check" CHECK ("user_profiles"."subscription_status" in ('none', 'trialing', 'active', 'past_due', 'canceled')),
	CONSTRAINT "user_profiles_usage_count_check" CHECK ("user_profiles"."usage_count" >= 0),
	CONSTRAINT "user_profiles_stripe_customer_id_check" CHECK (char_length("user_profiles"."stripe_customer_id") between 1 and 255),
	CONSTRAINT "user_profiles_stripe_subscription_id_check" CHECK (char_length("user_profiles"."stripe_subscription_id") between 1 and 255),
	CONSTRAINT "user_profiles_usage_period_start_check" CHECK ("user_profiles"."usage_period_start" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "user_profiles_created_at_check" CHECK ("user_profiles"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "user_profiles_updated_at_check" CHECK ("user_profiles"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "user_profiles" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject" text NOT NULL,
	"provider" text NOT NULL,
	"email" text,
	"email_verified_at" timestamp (3) with time zone,
	"first_name" text,
	"last_name" text,
	"image_url" text,
	"birth_date" date,
	"birth_day" text GENERATED ALWAYS AS (lpad(extract(month from birth_date)::text, 2, '0') || '-' || lpad(extract(day from birth_date)::text, 2, '0')) STORED,
	"gender" text,
	"phone" text,
	"instagram" text,
	"source" text NOT NULL,
	"last_synced_at" timestamp (3) with time zone,
	"identity_updated_at" timestamp (3) with time zone,
	"token_issued_at" timestamp (3) with time zone,
	"token_fields" text[] DEFAULT '{}' NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "users_provider_check" CHECK ("users"."provider" in ('clerk', 'supabase')),
	CONSTRAINT "users_gender_check" CHECK ("users"."gender" in ('female', 'male', 'other')),
	CONSTRAINT "users_source_check" CHECK ("users"."source" in ('token', 'webhook', 'import', 'staff')),
	CONSTRAINT "users_subject_check" CHECK (char_length("users"."subject") <= 255),
	CONSTRAINT "users_email_check" CHECK (char_length("users"."email") between 1 and 320),
	CONSTRAINT "users_first_name_check" CHECK (char_length("users"."first_name") between 1 and 100),
	CONSTRAINT "users_last_name_check" CHECK (char_length("users"."last_name") between 1 and 100),
	CONSTRAINT "users_image_url_check" CHECK (char_length("users"."image_url") <= 2048 and "users"."image_url" ~ '^[Hh][Tt][Tt][Pp][Ss]?:\/\/[!-~\u00a1-\ud7ff\uf900-\uffff]+$'),
	CONSTRAINT "users_birth_date_check" CHECK ("users"."birth_date" between '1900-01-01' and '2199-12-31'),
	CONSTRAINT "users_phone_check" CHECK ("users"."phone" ~ '^\+[1-9][0-9]{6,14}$'),
	CONSTRAINT "users_instagram_check" CHECK ("users"."instagram" ~* '^[a-z0-9._]{1,30}$'),
	CONSTRAINT "users_token_fields_check" CHECK ("users"."token_fields" <@ '{email,first_name,last_name,image_url}'::text[]),
	CONSTRAINT "users_email_verified_at_check" CHECK ("users"."email_verified_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_last_synced_at_check" CHECK ("users"."last_synced_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_identity_updated_at_check" CHECK ("users"."identity_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_token_issued_at_check" CHECK ("users"."token_issued_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_deleted_at_check" CHECK ("users"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_created_at_check" CHECK ("users"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "users_updated_at_check" CHECK ("users"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"app_version" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versions_app_version_unique" UNIQUE("app_version"),
	CONSTRAINT "versions_app_version_check" CHECK (char_length("versions"."app_version") <= 100 and "versions"."app_version" ~* '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9a-z-]+([.][0-9a-z-]+)*)?([+][0-9a-z-]+([.][0-9a-z-]+)*)?$'),
	CONSTRAINT "versions_disabled_at_check" CHECK ("versions"."disabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "versions_created_at_check" CHECK ("versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "versions_updated_at_check" CHECK ("versions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."webhook_deliveries" (
	"provider" text NOT NULL,
	"message_id" text NOT NULL,
	"event_type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_provider_message_id_pk" PRIMARY KEY("provider","message_id")
);
--> statement-breakpoint
ALTER TABLE "private"."webhook_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_request_id_agent_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."agent_requests"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_session_id_agent_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."agent_sessions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."document_parts" ADD CONSTRAINT "document_parts_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_manager_id_users_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."jobs" ADD CONSTRAINT "jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_roles_id_fk" FOREIGN KEY ("role") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_request_id_agent_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."agent_requests"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "agent_events_user_id_index" ON "agent_events" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "agent_requests_session_id_index" ON "agent_requests" USING btree ("session_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "agent_requests_user_id_status_index" ON "agent_requests" USING btree ("user_id","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "agent_requests_open_index" ON "agent_requests" USING btree ("created_at") WHERE "agent_requests"."status" in ('queued', 'in_progress');
--> statement-breakpoint
CREATE INDEX "agent_sessions_user_id_index" ON "agent_sessions" USING btree ("user_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "agent_sessions"."deleted_at" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "app_stores_store_unique" ON "app_stores" USING btree ("store") WHERE "app_stores"."disabled_at" is null;
--> statement-breakpoint
CREATE INDEX "document_chunks_user_id_index" ON "document_chunks" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "document_chunks_gym_id_index" ON "document_chunks" USING btree ("gym_id");
--> statement-breakpoint
CREATE INDEX "document_chunks_search_index" ON "document_chunks" USING gin ("acl","search_vector");
--> statement-breakpoint
CREATE UNIQUE INDEX "documents_content_unique" ON "documents" USING btree ("user_id","content_hash") WHERE "documents"."gym_id" is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "documents_gym_content_unique" ON "documents" USING btree ("gym_id","content_hash");
--> statement-breakpoint
CREATE INDEX "documents_user_id_index" ON "documents" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "documents_gym_id_index" ON "documents" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "documents_user_id_status_index" ON "documents" USING btree ("user_id","processing_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "documents_gym_id_status_index" ON "documents" USING btree ("gym_id","processing_status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "gyms_created_at_index" ON "gyms" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "gyms_manager_id_index" ON "gyms" USING btree ("manager_id");
--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "private"."idempotency_keys" USING btree ("created_at");
--> statement-breakpoint
CREATE INDEX "jobs_due_index" ON "private"."jobs" USING btree ("run_at","id") WHERE "private"."jobs"."status" in ('queued', 'running');
--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_dedupe_unique" ON "private"."jobs" USING btree ("kind","dedupe_key") WHERE "private"."jobs"."status" in ('queued', 'running');
--> statement-breakpoint
CREATE INDEX "jobs_user_id_index" ON "private"."jobs" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "jobs_dead_index" ON "private"."jobs" USING btree ("finished_at") WHERE "private"."jobs"."status" = 'dead';
--> statement-breakpoint
CREATE INDEX "memberships_gym_id_index" ON "memberships" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "memberships_decided_by_index" ON "memberships" USING btree ("decided_by");
--> statement-breakpoint
CREATE INDEX "memberships_role_index" ON "memberships" USING btree ("role");
--> statement-breakpoint
CREATE INDEX "push_tokens_user_id_index" ON "push_tokens" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "usage_events_user_id_index" ON "usage_events" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "usage_events_user_id_type_index" ON "usage_events" USING btree ("user_id","event_type","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "usage_events_request_id_index" ON "usage_events" USING btree ("request_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "users_subject_unique" ON "users" USING btree ("subject") WHERE "users"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "users_subject_deleted_index" ON "users" USING btree ("subject","deleted_at") WHERE "users"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "users_email_index" ON "users" USING btree (lower("email"));
--> statement-breakpoint
CREATE INDEX "users_created_at_index" ON "users" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "users_birth_day_index" ON "users" USING btree ("birth_day");
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
-- Sync on first call: one statement that makes sure the bearer of a token has a row with what the token says
-- of them. An identical row is only read, so an unchanged profile writes nothing: no row version, no
-- transaction id, no WAL. Simultaneous first calls make one row. A token older than the row's last news tells
-- old news, and one from before a deletion is not admitted (no row is returned). Tokens have a clock of their
-- own and note which fields they said: a webhook's news of the others is never stale because of a token.
-- That an email is verified is not read from a Supabase token, whose user_metadata its bearer may write, but
-- from Supabase Auth's own table, where there is one. What the token says is in the claims, put there by the edge under `tatame_identity`
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
  said constant text[] := array_remove(array[
    case when token_email is not null then 'email' end,
    case when token_first_name is not null then 'first_name' end,
    case when token_last_name is not null then 'last_name' end,
    case when token_image_url is not null then 'image_url' end
  ], null);
  verified_at timestamptz := case
    when token_provider = 'clerk' and identity ->> 'email_verified' = 'true' then issued_at
  end;
begin
  if identity is null then
    raise exception 'no identity in the claims, or no key that signed them'
      using errcode = 'invalid_authorization_specification';
  end if;
  if token_provider = 'supabase' and to_regclass('auth.users') is not null
    and pg_input_is_valid(token_subject, 'uuid') then
    verified_at := (
      select a.email_confirmed_at from auth.users a
      where a.id = token_subject::uuid and lower(a.email) = lower(token_email)
    );
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
        greatest(u.identity_updated_at, u.token_issued_at) > issued_at
        or (u.email, u.first_name, u.last_name, u.image_url) is not distinct from (
          coalesce(token_email, u.email), coalesce(token_first_name, u.first_name),
          coalesce(token_last_name, u.last_name), coalesce(token_image_url, u.image_url)
        ) and (u.email_verified_at is not null or verified_at is null)
      )
    ),
    written as (
      insert into public.users as u (subject, provider, email, email_verified_at, first_name,
        last_name, image_url, source, last_synced_at, token_issued_at, token_fields)
      select token_subject, token_provider, token_email, verified_at, token_first_name,
        token_last_name, token_image_url, 'token', now(), issued_at, said
      from admitted where not exists (select from unchanged)
      on conflict (subject) where deleted_at is null do update
      set email = coalesce(excluded.email, u.email),
          email_verified_at = case
            when lower(coalesce(excluded.email, u.email)) = lower(u.email)
              then coalesce(u.email_verified_at, excluded.email_verified_at)
            else excluded.email_verified_at
          end,
          first_name = coalesce(excluded.first_name, u.first_name),
          last_name = coalesce(excluded.last_name, u.last_name),
          image_url = coalesce(excluded.image_url, u.image_url),
          last_synced_at = excluded.last_synced_at,
          token_issued_at = excluded.token_issued_at,
          token_fields = excluded.token_fields
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
create policy "agent_events_select_own" on "public"."agent_events" as permissive for select to authenticated
  using ("agent_events"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "agent_requests_select_own" on "public"."agent_requests" as permissive for select to authenticated
  using ("agent_requests"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "agent_sessions_select_own" on "public"."agent_sessions" as permissive for select to authenticated
  using ("agent_sessions"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "agent_sessions_insert_own" on "public"."agent_sessions" as permissive for insert to authenticated
  with check (("agent_sessions"."user_id" = (select private.current_user_id()) and "agent_sessions"."deleted_at" is null));
--> statement-breakpoint
create policy "agent_sessions_update_own" on "public"."agent_sessions" as permissive for update to authenticated
  using ("agent_sessions"."user_id" = (select private.current_user_id()))
  with check ("agent_sessions"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "app_stores_select_all" on "public"."app_stores" as permissive for select to anon, authenticated
  using (true);
--> statement-breakpoint
create policy "document_chunks_select_own_or_member" on "public"."document_chunks" as permissive for select to authenticated
  using (("document_chunks"."user_id" = (select private.current_user_id()) or "document_chunks"."gym_id" in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')))));
--> statement-breakpoint
create policy "documents_select_own_or_member" on "public"."documents" as permissive for select to authenticated
  using (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')))));
--> statement-breakpoint
create policy "documents_insert_own" on "public"."documents" as permissive for insert to authenticated
  with check (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])) and "documents"."processing_status" = 'pending' and "documents"."processing_done" = 0 and "documents"."processing_total" is null and "documents"."content_hash" is null and "documents"."error" is null));
--> statement-breakpoint
create policy "documents_update_own" on "public"."documents" as permissive for update to authenticated
  using ("documents"."user_id" = (select private.current_user_id()))
  with check (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]))));
--> statement-breakpoint
create policy "documents_delete_own_or_manager" on "public"."documents" as permissive for delete to authenticated
  using (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));
--> statement-breakpoint
create policy "gyms_select_signed_in" on "public"."gyms" as permissive for select to authenticated
  using (true);
--> statement-breakpoint
create policy "gyms_insert_own" on "public"."gyms" as permissive for insert to authenticated
  with check (("gyms"."manager_id" = (select private.current_user_id()) and "gyms"."legacy_id" is null));
--> statement-breakpoint
create policy "gyms_update_manager" on "public"."gyms" as permissive for update to authenticated
  using ("gyms"."id" = any ((select private.gym_ids('MANAGER'))::uuid[]))
  with check ("gyms"."id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create policy "memberships_select_own_or_staff" on "public"."memberships" as permissive for select to authenticated
  using (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('INSTRUCTOR', 'MANAGER')))));
--> statement-breakpoint
create policy "memberships_insert_own" on "public"."memberships" as permissive for insert to authenticated
  with check (("memberships"."user_id" = (select private.current_user_id()) and "memberships"."role" = 'STUDENT' and "memberships"."approved_at" is null and "memberships"."denied_at" is null and "memberships"."decided_by" is null and "memberships"."left_at" is null and "memberships"."legacy_id" is null));
--> statement-breakpoint
create policy "memberships_update_own_or_manager" on "public"."memberships" as permissive for update to authenticated
  using (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('MANAGER')))))
  with check (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));
--> statement-breakpoint
create policy "push_tokens_select_own" on "public"."push_tokens" as permissive for select to authenticated
  using ("push_tokens"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "push_tokens_delete_own" on "public"."push_tokens" as permissive for delete to authenticated
  using ("push_tokens"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "roles_select_all" on "public"."roles" as permissive for select to anon, authenticated
  using (true);
--> statement-breakpoint
create policy "usage_events_select_own" on "public"."usage_events" as permissive for select to authenticated
  using ("usage_events"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "user_profiles_select_own" on "public"."user_profiles" as permissive for select to authenticated
  using ("user_profiles"."user_id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "users_select_own_or_staff" on "public"."users" as permissive for select to authenticated
  using (("users"."id" = (select private.current_user_id()) or "users"."id" in (select private.visible_member_ids())));
--> statement-breakpoint
create policy "users_update_own" on "public"."users" as permissive for update to authenticated
  using ("users"."id" = (select private.current_user_id()))
  with check ("users"."id" = (select private.current_user_id()));
--> statement-breakpoint
create policy "versions_select_all" on "public"."versions" as permissive for select to anon, authenticated
  using (true);
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
create trigger "agent_requests_touch" before update on "public"."agent_requests"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "agent_requests_transition" before insert or update of "status" on "public"."agent_requests"
  for each row execute function private.guard_transition('status', '{"":["queued"],"queued":["in_progress","failed","cancelled","expired"],"in_progress":["completed","failed","cancelled","expired"],"completed":[],"failed":[],"cancelled":[],"expired":[]}');
--> statement-breakpoint
create trigger "agent_requests_guard" before insert or update on "public"."agent_requests"
  for each row execute function private.guard_agent_request();
--> statement-breakpoint
create trigger "agent_requests_close" after update on "public"."agent_requests"
  for each row when (old.status <> new.status
    and new.status in ('completed', 'failed', 'cancelled', 'expired')) execute function private.close_agent_request();
--> statement-breakpoint
create trigger "agent_sessions_hold_user_id" before insert or update of "user_id" on "public"."agent_sessions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "agent_sessions_keep_erased_user_id" before update on "public"."agent_sessions"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "agent_sessions_touch" before update on "public"."agent_sessions"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "agent_sessions_stamp_insert" before insert on "public"."agent_sessions"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "agent_sessions_guard" before update on "public"."agent_sessions"
  for each row execute function private.guard_agent_session();
--> statement-breakpoint
create trigger "app_stores_touch" before update on "public"."app_stores"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "document_chunks_hold_user_id" before insert or update of "user_id" on "public"."document_chunks"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "document_chunks_complete" before insert or update on "public"."document_chunks"
  for each row execute function private.complete_chunk();
--> statement-breakpoint
create trigger "documents_hold_user_id" before insert or update of "user_id" on "public"."documents"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "documents_touch" before update on "public"."documents"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "documents_stamp_insert" before insert on "public"."documents"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "documents_transition" before update of "processing_status" on "public"."documents"
  for each row when ((old."processing_status", new."processing_status") not in (('pending', 'pending'), ('pending', 'processing'), ('processing', 'processing'), ('processing', 'ready'), ('processing', 'failed'), ('ready', 'ready'), ('failed', 'failed'), ('failed', 'processing'), ('failed', 'ready'))) execute function private.guard_transition('processing_status', '{"pending":["processing"],"processing":["ready","failed"],"ready":[],"failed":["processing","ready"]}');
--> statement-breakpoint
create trigger "documents_follow" after update of "user_id", "gym_id", "title" on "public"."documents"
  for each row execute function private.follow_document();
--> statement-breakpoint
create trigger "documents_delete_file" after delete on "public"."documents"
  for each row execute function private.delete_document_file();
--> statement-breakpoint
create trigger "gyms_hold_manager_id" before insert or update of "manager_id" on "public"."gyms"
  for each row when (new."manager_id" is not null) execute function private.hold_person('manager_id');
--> statement-breakpoint
create trigger "gyms_touch" before update on "public"."gyms"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "gyms_stamp_insert" before insert on "public"."gyms"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "gyms_guard_manager" before update of "manager_id" on "public"."gyms"
  for each row execute function private.guard_gym_manager();
--> statement-breakpoint
create trigger "gyms_hold_caller" before update of "manager_id" on "public"."gyms"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "gyms_add_manager" after insert or update of "manager_id" on "public"."gyms"
  for each row when (new.manager_id is not null) execute function private.add_gym_manager();
--> statement-breakpoint
create trigger "idempotency_keys_hold_subject" before insert or update of "subject" on "private"."idempotency_keys"
  for each row when (new."subject" is not null) execute function private.hold_subject();
--> statement-breakpoint
create trigger "jobs_hold_user_id" before insert or update of "user_id" on "private"."jobs"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "jobs_touch" before update on "private"."jobs"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "jobs_transition" before update of "status" on "private"."jobs"
  for each row when ((old."status", new."status") not in (('queued', 'queued'), ('queued', 'running'), ('queued', 'cancelled'), ('running', 'running'), ('running', 'queued'), ('running', 'succeeded'), ('running', 'dead'), ('running', 'cancelled'), ('succeeded', 'succeeded'), ('dead', 'dead'), ('dead', 'queued'), ('cancelled', 'cancelled'), ('cancelled', 'queued'))) execute function private.guard_transition('status', '{"queued":["running","cancelled"],"running":["queued","succeeded","dead","cancelled"],"succeeded":[],"dead":["queued"],"cancelled":["queued"]}');
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
create trigger "memberships_touch" before update on "public"."memberships"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_stamp_insert" before insert on "public"."memberships"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "memberships_guard_update" before update on "public"."memberships"
  for each row execute function private.guard_membership_update();
--> statement-breakpoint
create trigger "plan_quotas_touch" before update on "private"."plan_quotas"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "push_tokens_hold_user_id" before insert or update of "user_id" on "public"."push_tokens"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "push_tokens_touch" before update on "public"."push_tokens"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "usage_events_hold_user_id" before insert or update of "user_id" on "public"."usage_events"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "usage_events_apply" after insert on "public"."usage_events"
  for each row execute function private.apply_usage_event();
--> statement-breakpoint
create trigger "usage_events_append_only" before update or delete or truncate on "public"."usage_events"
  for each statement execute function private.refuse_change();
--> statement-breakpoint
create trigger "user_profiles_hold_user_id" before insert or update of "user_id" on "public"."user_profiles"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "user_profiles_keep_erased_user_id" before update on "public"."user_profiles"
  for each row execute function private.keep_erased('user_id');
--> statement-breakpoint
create trigger "user_profiles_touch" before update on "public"."user_profiles"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "user_profiles_guard_usage" before update on "public"."user_profiles"
  for each row when (pg_trigger_depth() = 0
    and (new.usage_count, new.usage_period_start)
      is distinct from (old.usage_count, old.usage_period_start)) execute function private.guard_usage_count();
--> statement-breakpoint
create trigger "users_keep_erased_id" before update on "public"."users"
  for each row execute function private.keep_erased('id');
--> statement-breakpoint
create trigger "users_touch" before update on "public"."users"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "users_create_profile" after insert on "public"."users"
  for each row when (new.deleted_at is null) execute function private.create_user_profile();
--> statement-breakpoint
create trigger "users_refuse_revival" after insert on "public"."users"
  for each row when (new.deleted_at is null) execute function private.refuse_revival();
--> statement-breakpoint
create trigger "versions_touch" before update on "public"."versions"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
alter table "public"."agent_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."agent_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_events" to service_role;
--> statement-breakpoint
alter table "public"."agent_requests" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_requests" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."agent_requests" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_requests" to service_role;
--> statement-breakpoint
alter table "public"."agent_sessions" force row level security;
--> statement-breakpoint
revoke all on table "public"."agent_sessions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "context", "deleted_at") on table "public"."agent_sessions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."agent_sessions" to service_role;
--> statement-breakpoint
alter table "public"."app_stores" force row level security;
--> statement-breakpoint
revoke all on table "public"."app_stores" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."app_stores" to anon;
--> statement-breakpoint
grant select on table "public"."app_stores" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."app_stores" to service_role;
--> statement-breakpoint
alter table "private"."claims_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."claims_keys" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "public"."document_chunks" force row level security;
--> statement-breakpoint
revoke all on table "public"."document_chunks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."document_chunks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."document_chunks" to service_role;
--> statement-breakpoint
alter table "private"."document_parts" force row level security;
--> statement-breakpoint
revoke all on table "private"."document_parts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."document_parts" to service_role;
--> statement-breakpoint
alter table "public"."documents" force row level security;
--> statement-breakpoint
revoke all on table "public"."documents" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("title", "gym_id"), delete on table "public"."documents" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."documents" to service_role;
--> statement-breakpoint
alter table "public"."gyms" force row level security;
--> statement-breakpoint
revoke all on table "public"."gyms" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "address", "logo", "manager_id", "since", "timezone") on table "public"."gyms" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."gyms" to service_role;
--> statement-breakpoint
alter table "private"."idempotency_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."idempotency_keys" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."idempotency_keys" to service_role;
--> statement-breakpoint
alter table "private"."jobs" force row level security;
--> statement-breakpoint
revoke all on table "private"."jobs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."jobs" to service_role;
--> statement-breakpoint
alter table "public"."memberships" force row level security;
--> statement-breakpoint
revoke all on table "public"."memberships" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("role", "approved_at", "denied_at", "decided_by", "left_at") on table "public"."memberships" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."memberships" to service_role;
--> statement-breakpoint
alter table "private"."plan_quotas" force row level security;
--> statement-breakpoint
revoke all on table "private"."plan_quotas" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."plan_quotas" to service_role;
--> statement-breakpoint
alter table "public"."push_tokens" force row level security;
--> statement-breakpoint
revoke all on table "public"."push_tokens" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, delete on table "public"."push_tokens" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."push_tokens" to service_role;
--> statement-breakpoint
alter table "private"."rate_limits" force row level security;
--> statement-breakpoint
revoke all on table "private"."rate_limits" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."rate_limits" to service_role;
--> statement-breakpoint
alter table "public"."roles" force row level security;
--> statement-breakpoint
revoke all on table "public"."roles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."roles" to anon;
--> statement-breakpoint
grant select on table "public"."roles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."roles" to service_role;
--> statement-breakpoint
alter table "public"."usage_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."usage_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."usage_events" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."usage_events" to service_role;
--> statement-breakpoint
alter table "public"."user_profiles" force row level security;
--> statement-breakpoint
revoke all on table "public"."user_profiles" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."user_profiles" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."user_profiles" to service_role;
--> statement-breakpoint
alter table "public"."users" force row level security;
--> statement-breakpoint
revoke all on table "public"."users" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("first_name", "last_name", "image_url", "birth_date", "gender", "phone", "instagram") on table "public"."users" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."users" to service_role;
--> statement-breakpoint
alter table "public"."versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."versions" to anon;
--> statement-breakpoint
grant select on table "public"."versions" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."versions" to service_role;
--> statement-breakpoint
alter table "private"."webhook_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."webhook_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."webhook_deliveries" to service_role;
--> statement-breakpoint
-- src/db/schema/agent/usage/plan-quotas.after.sql (1782ccd4a41f2f45)
-- What a plan allows in a calendar month (UTC): 50 questions to try it out, 2,000 to work with it.
insert into private.plan_quotas (plan, agent_requests) values ('free', 50), ('pro', 2000)
on conflict (plan) do update set agent_requests = excluded.agent_requests;
--> statement-breakpoint
-- src/db/schema/jobs/jobs.after.sql (8b163ea031b1208d)
-- The queue churns: rows are updated several times in a short life. Vacuum by count, not by share of
-- the table, and without sleeping, so that claims do not wade through dead entries.
alter table private.jobs set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 10000,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
--> statement-breakpoint
-- src/db/schema/jobs/schedule.after.sql (b2f832486de0abe8)
-- Hosted, the tick starts with the first migration; elsewhere this says false and does nothing.
select private.schedule_jobs();
--> statement-breakpoint
-- src/db/schema/knowledge/document-chunks.after.sql (b014466c6d937b07)
-- Ranking reads the lexemes of thousands of chunks: they stay in the row, uncompressed.
alter table public.document_chunks set (toast_tuple_target = 8160);
--> statement-breakpoint
-- src/db/schema/platform/roles.after.sql (787354bdb2c2e1a6)
-- A role that goes away here stays in the database, where memberships may name it.
insert into public.roles (id) values ('STUDENT'), ('INSTRUCTOR'), ('MANAGER')
on conflict (id) do nothing;
--> statement-breakpoint
-- src/db/schema/system/private.after.sql (391b86819c6e37c2)
-- API roles may name the functions that are granted to them, and nothing else in here.
revoke all on schema private from public;
--> statement-breakpoint
grant usage on schema private to anon, authenticated, service_role;
--> statement-breakpoint
-- src/db/schema/system/requests/rate-limits.after.sql (35249c832a5d3aa2)
-- Written at every limited request, and nothing is lost when a crash forgets it: no WAL.
alter table private.rate_limits set unlogged;
--> statement-breakpoint
-- src/db/schema/**/*.pgvector.sql (207162a89d0cd788)
do $migration$
declare
  home text;
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    return;
  end if;
  begin
    create extension if not exists vector with schema extensions;
  exception when insufficient_privilege then
    -- It takes a superuser, except where the platform says otherwise (hosted Supabase does).
    raise warning 'pgvector is there, but % may not enable it: search stays lexical', current_user;
    return;
  end;
  -- It may have been enabled before, elsewhere.
  select format('%I', n.nspname) into strict home
  from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'vector';
  -- Loads the library, so that its settings are known below.
  execute format('select ''[0]''::%s.vector', home);

  -- src/db/schema/knowledge/vectors/chunk-embeddings.pgvector.sql
  execute replace($pgvector$
-- A chunk's vector. Who may find a chunk is asked of the chunk. `model`: vectors of two models cannot
-- be compared.
create table if not exists private.chunk_embeddings (
  chunk_id uuid primary key references public.document_chunks (id) on delete cascade,
  model text not null,
  embedding pgvector.vector(384) not null
);
create index if not exists chunk_embeddings_embedding on private.chunk_embeddings
  using hnsw (embedding pgvector.vector_cosine_ops);

alter table private.chunk_embeddings enable row level security;
alter table private.chunk_embeddings force row level security;
revoke all on private.chunk_embeddings from public, anon, authenticated, service_role;
grant select, insert, update, delete on private.chunk_embeddings to service_role;
$pgvector$, 'pgvector.', home || '.');

  -- src/db/schema/knowledge/vectors/nearest-chunks.pgvector.sql
  execute replace($pgvector$
-- The hundred passages nearest to a question, among what `keys` (a user, gyms) may find. Up to 5,000
-- chunks are compared one by one, which is exact; more go through the index. The settings leave the
-- planner that choice and no other. It trusts `keys`, so no API role may execute it.
create or replace function private.nearest_chunks(
  keys uuid[], gym uuid, document_ids uuid[], question_embedding text, embedding_model text
)
returns table (id uuid, document_id uuid, distance double precision)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_sort = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  few constant integer := 5000;
  question constant pgvector.vector(384) := question_embedding;
  mine uuid[];
begin
  if question is null then
    return;
  end if;
  mine := array(
    select c.id from public.document_chunks c
    where c.acl && keys
      and (gym is null or c.gym_id = gym)
      and (document_ids is null or c.document_id = any (document_ids))
    limit few + 1
  );
  if cardinality(mine) <= few then
    return query
      with near as materialized (
        select e.chunk_id, e.embedding operator(pgvector.<=>) question as distance
        from private.chunk_embeddings e
        where e.chunk_id = any (mine) and e.model = embedding_model
      )
      select c.id, c.document_id, near.distance
      from near join public.document_chunks c on c.id = near.chunk_id
      order by near.distance, c.id limit 100;
  else
    return query
      select c.id, c.document_id, e.embedding operator(pgvector.<=>) question
      from private.chunk_embeddings e join public.document_chunks c on c.id = e.chunk_id
      where e.model = embedding_model
        and c.acl && keys
        and (gym is null or c.gym_id = gym)
        and (document_ids is null or c.document_id = any (document_ids))
      order by e.embedding operator(pgvector.<=>) question limit 100;
  end if;
end
$$;

revoke execute on function private.nearest_chunks(uuid[], uuid, uuid[], text, text) from public;

-- pgvector 0.8: without it the index answers its forty nearest, before anybody's rights are asked.
do $$
begin
  if exists (select from pg_catalog.pg_settings where name = 'hnsw.iterative_scan') then
    alter function private.nearest_chunks(uuid[], uuid, uuid[], text, text)
      set hnsw.iterative_scan = 'strict_order';
  end if;
end
$$;
$pgvector$, 'pgvector.', home || '.');

  -- src/db/schema/knowledge/vectors/search-chunks-hybrid.pgvector.sql
  execute replace($pgvector$
-- `private.search_chunks` with the question's vector: the best hundred of either ranking, fused by
-- their ranks. It too asks for itself what the caller may find.
create or replace function private.search_chunks_hybrid(
  question text, gym uuid, document_ids uuid[], best_per_document boolean,
  after_score double precision, after_id uuid, page_size integer,
  question_embedding text, embedding_model text
)
returns table (
  id uuid, document_id uuid, gym_id uuid, title text, heading text, "position" integer,
  content text, start_offset integer, end_offset integer, score double precision, marked text
)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.current_user_id();
  gyms constant uuid[] := private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER');
  keys constant uuid[] := case when gym = any (gyms) then array[gym] else caller || gyms end;
  terms constant tsquery := (
    select string_agg(format('''%s''', lexeme), ' | ')::tsquery
    from unnest(private.search_lexemes(question))
  );
begin
  if caller is null then
    return;
  end if;
  return query
    with lexical as materialized (
      select id, document_id, marked, row_number() over (order by score desc, id desc) as nth
      from private.rank_chunks(
        keys, question, gym, document_ids, best_per_document, null, null, 100
      )
    ), nearest as (
      select id, document_id, distance,
        row_number() over (partition by document_id order by distance, id) as nth_of_document
      from private.nearest_chunks(
        keys, gym, document_ids, question_embedding, embedding_model
      )
    ), ranked as (
      select 1 as leg, id, document_id, nth from lexical
      union all
      select 2, id, document_id, row_number() over (order by distance, id)
      from nearest where not best_per_document or nth_of_document = 1
    ), fused as (
      select (array_agg(id order by nth, leg))[1] as id,
        sum(1.0::double precision / (60 + nth)) as score
      from ranked
      group by case when best_per_document then document_id else id end
    ), page as (
      select * from fused
      where after_score is null or (score, id) < (after_score, after_id)
      order by score desc, id desc
      limit greatest(0, least(page_size, 101))
    )
    select c.id, c.document_id, c.gym_id, d.title, c.heading, c.position, c.content,
      c.start_offset, c.end_offset, page.score,
      coalesce(
        (select lexical.marked from lexical where lexical.id = page.id),
        ts_headline(
          'pg_catalog.english', private.search_text(c.content), terms,
          U&'HighlightAll=true, StartSel="\0001", StopSel="\0002"'
        ),
        c.content
      )
    from page
    join public.document_chunks c on c.id = page.id
    join public.documents d on d.id = c.document_id
    order by page.score desc, page.id desc;
end
$$;

revoke execute on function private.search_chunks_hybrid(
  text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
) from public;
grant execute on function private.search_chunks_hybrid(
  text, uuid, uuid[], boolean, double precision, uuid, integer, text, text
) to authenticated;
$pgvector$, 'pgvector.', home || '.');
end
$migration$;
