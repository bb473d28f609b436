set local check_function_bodies = off;
--> statement-breakpoint
drop trigger "automations_stamp_enabled" on "public"."automations";
--> statement-breakpoint
drop trigger "check_ins_count" on "public"."check_ins";
--> statement-breakpoint
drop trigger "notifications_queue" on "public"."notifications";
--> statement-breakpoint
-- Leaves a trace that the caller read about people as staff of a gym: once a day by the gym's clock for
-- each reader and person, so that a list which is looked at all day long stays one event. What one
-- reads about oneself or one's own child is no staff's reading. For definer functions that have asked
-- who is calling. Where there is nothing to note nothing is inserted, not even no row: while writes are
-- stopped, such a reading goes on.
create or replace function private.note_reading(gym uuid, people uuid[], action text) returns void
language plpgsql set search_path = '' as $$
declare
  reader constant uuid := private.current_user_id();
  today constant timestamptz := (
    select date_trunc('day', now(), g.timezone) from public.gyms g where g.id = gym
  );
  unnoted constant uuid[] := array(
    select p.id from (select distinct unnest(people) as id) p
    where p.id <> all (private.person_ids()) and not exists (
      select from public.audit_events e
      where e.subject_id = p.id and e.actor_id = reader and e.gym_id = gym
        and e.action = note_reading.action and e.created_at >= today
    )
    order by p.id
  );
begin
  if unnoted = '{}' then
    return;
  end if;
  insert into public.audit_events (gym_id, actor_id, subject_id, action)
  select gym, reader, p.id, note_reading.action
  from unnest(unnoted) with ordinality p (id, nth) order by p.nth;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_reading(uuid, uuid[], text) from public;
--> statement-breakpoint
-- Keeps the counts of a class's date, whoever changes a check-in.
create or replace function private.count_check_in() returns trigger
language plpgsql set search_path = '' as $$
declare
  seats constant text[] := array['booked', 'offered', 'present', 'no_show'];
begin
  insert into private.class_dates as d
    (class_id, gym_id, class_date, seated, waiting, offered, last_place)
  values (
    new.class_id, new.gym_id, new.class_date, (new.status = any (seats))::integer,
    (new.status = 'waiting')::integer, (new.status = 'offered')::integer, new.place
  )
  on conflict (class_id, class_date, gym_id) do update
  set seated = d.seated + excluded.seated - (old.status = any (seats))::integer,
    waiting = d.waiting + excluded.waiting - (old.status = 'waiting')::integer,
    offered = d.offered + excluded.offered - (old.status = 'offered')::integer,
    last_place = greatest(d.last_place, excluded.last_place);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_check_in() from public;
--> statement-breakpoint
-- Keeps the counts of classes' dates for all check-ins that a statement brings, one write a date; always
-- in one order, so that two statements do not wait for one another.
create or replace function private.count_new_check_ins() returns trigger
language plpgsql set search_path = '' as $$
begin
  insert into private.class_dates as d
    (class_id, gym_id, class_date, seated, waiting, offered, last_place)
  select a.class_id, a.gym_id, a.class_date,
    count(*) filter (where a.status in ('booked', 'offered', 'present', 'no_show')),
    count(*) filter (where a.status = 'waiting'),
    count(*) filter (where a.status = 'offered'),
    max(a.place)
  from added a
  group by a.class_id, a.gym_id, a.class_date
  order by a.class_id, a.gym_id, a.class_date
  on conflict (class_id, class_date, gym_id) do update
  set seated = d.seated + excluded.seated,
    waiting = d.waiting + excluded.waiting,
    offered = d.offered + excluded.offered,
    last_place = greatest(d.last_place, excluded.last_place);
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.count_new_check_ins() from public;
--> statement-breakpoint
-- What was taken off the schedule stays off it, and the clock is the database's; the owner's own hand
-- writes what was the case elsewhere.
create or replace function private.guard_class() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and old.deleted_at is not null then
    raise exception 'a deleted class is over' using errcode = 'insufficient_privilege';
  end if;
  if new.deleted_at is not null and current_user <> 'postgres' then
    new.deleted_at := coalesce(old.deleted_at, now());
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_class() from public;
--> statement-breakpoint
-- Whether a run of the jobs function has something to do. An empty queue counts: the first run puts
-- the recurring jobs in. While nobody writes there is nothing to do.
create or replace function private.jobs_due() returns boolean
language plpgsql stable set search_path = '' as $$
begin
  return not (select w.read_only from private.write_switch w) and coalesce(
    (select min(j.run_at) from private.jobs j where j.status in ('queued', 'running')) <= now(),
    true
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.jobs_due() from public;
--> statement-breakpoint
-- Notes since when an automation is enabled: an API role cannot say it. No more of a shop run than the
-- argument says: all that wait for the same are asked by one statement, which others wait for. Those
-- of one shop are enabled one after the other, so that together they are no more either.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
    return new;
  end if;
  if tg_op = 'INSERT' or not old.enabled then
    perform pg_advisory_xact_lock(hashtextextended('automations ' || new.shop_id, 0));
    if (
      select count(*) from public.automations a where a.shop_id = new.shop_id and a.enabled
    ) >= tg_argv[0]::integer then
      raise exception 'as many automations of the shop are enabled as may be'
        using errcode = 'check_violation', constraint = 'automations_most_enabled';
    end if;
  end if;
  if tg_op = 'INSERT' then
    if new.enabled_at is null or current_user in ('anon', 'authenticated') then
      new.enabled_at := now();
    end if;
  elsif not old.enabled then
    new.enabled_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_enabled() from public;
--> statement-breakpoint
-- Why customers would get nothing from a template about a topic by a channel at an instant, the first
-- reason of each (`refusalReasons` is their order), and by whose clock they live. Null: nothing is in the
-- way. Who is not there (any more) has a row too.
--
-- Consent to mails is what Shopify tells; to pushes, that the member turned on the kind `offers`, which is
-- off without a row. A suppression of the address or of the customer keeps mails away; pushes are kept away
-- by the person's own word alone. A child is nobody's customer: neither themselves nor by an address that
-- is their account's.
create or replace function private.refusals_of(
  shop uuid, stopped boolean, channel public.message_channel, topic text, template_version uuid,
  at timestamptz, customers uuid[]
) returns table (customer_id uuid, reason text, zone text)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  by_mail constant boolean := channel = 'email';
  grown_by constant date := private.adults_born_by((at at time zone 'UTC')::date);
  -- What a customer must have a value of, since nothing stands in for it.
  needed constant text[] := coalesce((
    select t.variables from public.message_template_versions t
    where t.id = template_version and t.shop_id = shop
  ), '{}');
begin
  return query
  with known as materialized (
    select a.id as asked, c.*
    from (select distinct unnest as id from unnest(customers)) a
    left join public.customers c on c.id = a.id and c.shop_id = shop
  ), zones as materialized (
    -- `private.customer_zone` for a set, each once: what may be no zone at all is slow to try.
    select z.told from (select distinct k.timezone as told from known k) z
    where z.told is not null and private.is_timezone(z.told)
  )
  select c.asked, case
      when c.id is null or c.redacted_at is not null or c.deleted_at is not null then 'customer_gone'
      when stopped then 'automation_stopped'
      when by_mail and c.email is null then 'no_address'
      when not by_mail and not exists (
        select from public.push_tokens d where d.user_id = c.user_id
      ) then 'no_device'
      when u.birth_date > grown_by or exists (
        select from public.users m
        where lower(m.email collate "C") = lower(c.email collate "C")
          and m.birth_date > grown_by and m.deleted_at is null
      ) then 'minor'
      when by_mail and (exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason <> 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason <> 'unsubscribed'
      )) then 'suppressed'
      when exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason = 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason = 'unsubscribed'
      ) then 'unsubscribed'
      when by_mail and c.email_consent is distinct from 'subscribed' then 'no_consent'
      when not by_mail and not exists (
        select from public.notification_preferences p
        where p.user_id = c.user_id and p.kind = 'offers' and p.channel = 'push' and p.enabled
      ) then 'no_consent'
      when exists (
        select from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = shop and r.topic = refusals_of.topic
      ) then 'topic_refused'
      when exists (
        select from unnest(needed) v (name) where t."values" ->> v.name is null
      ) then 'missing_value'
    end,
    coalesce(z.told, u.timezone, h.timezone)
  from known c
  left join zones z on z.told = c.timezone
  left join public.shops h on h.id = shop
  left join public.users u on u.id = c.user_id
  left join private.template_values(shop, case when needed <> '{}' then customers else '{}' end) t
    on t.customer_id = c.asked;
end
$$;
--> statement-breakpoint
revoke execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) from public;
--> statement-breakpoint
grant execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) to service_role;
--> statement-breakpoint
-- Before every statement that writes (src/db/declare/read-only.ts): while the switch is on, nobody but the
-- owner gets past it, whose session moves the data in. To read the switch takes a lock that is kept to the end
-- of the transaction: whoever turns it waits for all who have read it, and who waits for them sees what
-- became of it, as each query here has a snapshot of its own. Not so under stricter isolation: there the row is
-- locked, which fails where it has changed since the snapshot. `default_transaction_read_only` is a default: any
-- session may set it back, and the Data API does.
create or replace function private.refuse_read_only() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  is_on boolean;
begin
  if session_user = current_user then
    return null;
  end if;
  if current_setting('transaction_isolation') in ('read committed', 'read uncommitted') then
    select w.read_only into is_on from private.write_switch w;
  else
    select w.read_only into is_on from private.write_switch w for share;
  end if;
  if is_on then
    raise exception 'read_only' using errcode = 'read_only_sql_transaction', constraint = 'read_only';
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_read_only() from public;
--> statement-breakpoint
CREATE TABLE "private"."import_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source" text NOT NULL,
	"at_table" text,
	"at_id" integer,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_runs_source_check" CHECK (char_length("private"."import_runs"."source") between 1 and 300),
	CONSTRAINT "import_runs_at_table_check" CHECK ("private"."import_runs"."at_table" in ('roles', 'versions', 'app_stores', 'gyms', 'users', 'class', 'assets', 'attachments', 'graduations', 'checkins', 'notifications')),
	CONSTRAINT "import_runs_counts_check" CHECK (jsonb_typeof("private"."import_runs"."counts") = 'object' and octet_length("private"."import_runs"."counts"::text) <= 65536),
	CONSTRAINT "import_runs_place_check" CHECK ("private"."import_runs"."at_id" is null or "private"."import_runs"."at_table" is not null),
	CONSTRAINT "import_runs_ended_at_check" CHECK ("private"."import_runs"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "import_runs_created_at_check" CHECK ("private"."import_runs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."import_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."imported_rows" (
	"legacy_table" text NOT NULL,
	"legacy_id" integer NOT NULL,
	"hash" uuid,
	"version" timestamp (3) with time zone,
	"reason" text,
	"column_name" text,
	"detail" text,
	"file_hash" uuid,
	CONSTRAINT "imported_rows_legacy_table_legacy_id_pk" PRIMARY KEY("legacy_table","legacy_id"),
	CONSTRAINT "imported_rows_legacy_table_check" CHECK ("private"."imported_rows"."legacy_table" in ('roles', 'versions', 'app_stores', 'gyms', 'users', 'class', 'assets', 'attachments', 'graduations', 'checkins', 'notifications')),
	CONSTRAINT "imported_rows_reason_check" CHECK (char_length("private"."imported_rows"."reason") between 1 and 100),
	CONSTRAINT "imported_rows_column_name_check" CHECK (char_length("private"."imported_rows"."column_name") between 1 and 63),
	CONSTRAINT "imported_rows_detail_check" CHECK (char_length("private"."imported_rows"."detail") <= 200),
	CONSTRAINT "imported_rows_version_check" CHECK ("private"."imported_rows"."version" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."imported_rows" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."write_switch" (
	"of" text PRIMARY KEY DEFAULT 'writes' NOT NULL,
	"read_only" boolean DEFAULT false NOT NULL,
	"since" timestamp (3) with time zone,
	"why" text,
	CONSTRAINT "write_switch_of_check" CHECK ("private"."write_switch"."of" in ('writes')),
	CONSTRAINT "write_switch_why_check" CHECK (char_length("private"."write_switch"."why") between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "private"."write_switch" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "push_tokens" ALTER COLUMN "platform" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "app_stores" ADD COLUMN "legacy_id" integer;
--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "legacy_id" integer;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "migrated_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "legacy_id" integer;
--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_open_unique" ON "private"."import_runs" USING btree ((true)) WHERE "private"."import_runs"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "imported_rows_refused_index" ON "private"."imported_rows" USING btree ("legacy_table","legacy_id") WHERE "private"."imported_rows"."reason" is not null;
--> statement-breakpoint
ALTER TABLE "app_stores" ADD CONSTRAINT "app_stores_legacy_id_unique" UNIQUE("legacy_id");
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_legacy_id_unique" UNIQUE("legacy_id");
--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_legacy_id_unique" UNIQUE("legacy_id");
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_migrated_at_check" CHECK ("users"."migrated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
-- The invitation behind a link, held for the caller, whom it must have been sent to. The persons are
-- held before it: the caller, who invited, and whoever the record is about. That is the order of
-- everybody's deeds about others (the caller first), and who invites is only kept from being erased:
-- whatever they do meanwhile about the same record waits for this, or this for it, and neither for
-- both. A claim takes the caller's account for itself, as it will be gone. Two claims at once wait
-- for one another, and the second sees what came of the first. Addresses are the same but for the
-- case of ASCII letters: beyond them `lower` makes one of two.
create or replace function private.open_invitation(hash text) returns public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
  fault text;
  invitation public.invitations;
begin
  select i.* into invitation from public.invitations i where i.token_hash = hash;
  if invitation.user_id is not null and invitation.relation is null then
    perform from public.users u where u.id = caller and u.deleted_at is null for update;
  else
    perform from public.users u where u.id = caller and u.deleted_at is null for no key update;
  end if;
  if not found then
    raise exception 'the account was deleted'
      using errcode = 'insufficient_privilege', constraint = 'account_deleted';
  end if;
  perform from public.users u
  where u.id = invitation.created_by and u.deleted_at is null for key share;
  perform from public.users u
  where u.id = invitation.user_id and u.deleted_at is null for update;
  select i.* into invitation from public.invitations i where i.token_hash = hash for update;
  fault := case
    when invitation.id is null then 'not_found'
    when not exists (
      select from public.users u
      where u.id = caller and u.email_verified_at is not null
        and lower(u.email collate "C") = lower(invitation.email collate "C")
    ) then 'not_yours'
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null or not exists (
      select from public.memberships m
      where m.gym_id = invitation.gym_id and m.user_id = invitation.created_by
        and m.role = 'MANAGER' and m.in_effect
    ) then 'revoked'
    when invitation.expires_at <= now() then 'expired'
  end;
  if fault is not null then
    raise exception 'the invitation is %', fault
      using errcode = 'check_violation', constraint = 'invitation_' || fault;
  end if;
  return invitation;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_invitation(text) from public;
--> statement-breakpoint
-- Takes an invitation back that nobody has accepted. No row when there is none to take back. Whoever the
-- record is about is held ahead of it, as by who accepts it meanwhile: the trail would hold them
-- behind it, and the two would wait for one another.
create or replace function private.revoke_invitation(invitation uuid)
returns setof public.invitations
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.invitations;
begin
  perform private.hold_caller();
  perform from public.users u
  where u.deleted_at is null and u.id = (
    select i.user_id from public.invitations i
    where i.id = invitation and i.gym_id = any (private.gym_ids('MANAGER'))
  )
  for key share;
  update public.invitations i set revoked_at = now()
  where i.id = invitation and i.gym_id = any (private.gym_ids('MANAGER'))
    and num_nonnulls(i.accepted_at, i.revoked_at) = 0
  returning i.* into revoked;
  if found then
    perform private.audit(revoked.gym_id, revoked.user_id, 'invitation_revoked');
    return next revoked;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.revoke_invitation(uuid) from public;
--> statement-breakpoint
grant execute on function private.revoke_invitation(uuid) to authenticated;
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
      where a.id = token_subject::uuid and lower(a.email collate "C") = lower(token_email collate "C")
    );
  end if;
  -- While nobody writes, who is known comes in as they stand: only to try to write is refused.
  if (select w.read_only from private.write_switch w) then
    return query select u, 'unchanged' from public.users u
      where u.subject = token_subject and u.deleted_at is null;
    if found then return; end if;
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
            when lower(coalesce(excluded.email, u.email) collate "C") = lower(u.email collate "C")
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
create trigger "agent_events_read_only" before insert or update or delete or truncate on "public"."agent_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "agent_requests_read_only" before insert or update or delete or truncate on "public"."agent_requests"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "agent_sessions_read_only" before insert or update or delete or truncate on "public"."agent_sessions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "app_stores_read_only" before insert or update or delete or truncate on "public"."app_stores"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "assets_read_only" before insert or update or delete or truncate on "public"."assets"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "attachments_read_only" before insert or update or delete or truncate on "public"."attachments"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "audit_events_read_only" before insert or update or delete or truncate on "public"."audit_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "automation_entries_read_only" before insert or update or delete or truncate on "private"."automation_entries"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "automation_events_read_only" before insert or update or delete or truncate on "private"."automation_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "automation_versions_read_only" before insert or update or delete or truncate on "public"."automation_versions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "automations_read_only" before insert or update or delete or truncate on "public"."automations"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "automations_stamp_enabled" before insert or update of "enabled" on "public"."automations"
  for each row execute function private.stamp_enabled('100');
--> statement-breakpoint
create trigger "backfill_rejects_read_only" before insert or update or delete or truncate on "public"."backfill_rejects"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "backfills_read_only" before insert or update or delete or truncate on "public"."backfills"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "calendar_links_read_only" before insert or update or delete or truncate on "public"."calendar_links"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "check_in_codes_read_only" before insert or update or delete or truncate on "private"."check_in_codes"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "check_ins_read_only" before insert or update or delete or truncate on "public"."check_ins"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "check_ins_count_new" after insert on "public"."check_ins"
  referencing new table as added
  for each statement execute function private.count_new_check_ins();
--> statement-breakpoint
create trigger "check_ins_count" after update of "status", "place" on "public"."check_ins"
  for each row execute function private.count_check_in();
--> statement-breakpoint
create trigger "claims_keys_read_only" before insert or update or delete or truncate on "private"."claims_keys"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "class_changes_read_only" before insert or update or delete or truncate on "public"."class_changes"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "class_dates_read_only" before insert or update or delete or truncate on "private"."class_dates"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "classes_read_only" before insert or update or delete or truncate on "public"."classes"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "comments_read_only" before insert or update or delete or truncate on "public"."comments"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "consent_texts_read_only" before insert or update or delete or truncate on "public"."consent_texts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "consents_read_only" before insert or update or delete or truncate on "public"."consents"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "customer_stats_read_only" before insert or update or delete or truncate on "public"."customer_stats"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "customer_tags_read_only" before insert or update or delete or truncate on "public"."customer_tags"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "customers_read_only" before insert or update or delete or truncate on "public"."customers"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "deleted_orders_read_only" before insert or update or delete or truncate on "private"."deleted_orders"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "notification_deliveries_read_only" before insert or update or delete or truncate on "private"."notification_deliveries"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "document_chunks_read_only" before insert or update or delete or truncate on "public"."document_chunks"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "document_parts_read_only" before insert or update or delete or truncate on "private"."document_parts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "documents_read_only" before insert or update or delete or truncate on "public"."documents"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dry_run_customers_read_only" before insert or update or delete or truncate on "public"."dry_run_customers"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dry_runs_read_only" before insert or update or delete or truncate on "public"."dry_runs"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_accounts_read_only" before insert or update or delete or truncate on "public"."dues_accounts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_coverage_read_only" before insert or update or delete or truncate on "public"."dues_coverage"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_freezes_read_only" before insert or update or delete or truncate on "public"."dues_freezes"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_payments_read_only" before insert or update or delete or truncate on "public"."dues_payments"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_plans_read_only" before insert or update or delete or truncate on "public"."dues_plans"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "dues_punches_read_only" before insert or update or delete or truncate on "private"."dues_punches"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "emergency_contacts_read_only" before insert or update or delete or truncate on "public"."emergency_contacts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "forgotten_suppressions_read_only" before insert or update or delete or truncate on "private"."forgotten_suppressions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "front_desk_events_read_only" before insert or update or delete or truncate on "public"."front_desk_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "front_desks_read_only" before insert or update or delete or truncate on "public"."front_desks"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "grading_events_read_only" before insert or update or delete or truncate on "public"."grading_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "graduations_read_only" before insert or update or delete or truncate on "public"."graduations"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "guardianships_read_only" before insert or update or delete or truncate on "public"."guardianships"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "gym_closings_read_only" before insert or update or delete or truncate on "public"."gym_closings"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "gyms_read_only" before insert or update or delete or truncate on "public"."gyms"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "idempotency_keys_read_only" before insert or update or delete or truncate on "private"."idempotency_keys"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "import_runs_read_only" before insert or update or delete or truncate on "private"."import_runs"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "imported_rows_read_only" before insert or update or delete or truncate on "private"."imported_rows"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "invitations_read_only" before insert or update or delete or truncate on "public"."invitations"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "jobs_read_only" before insert or update or delete or truncate on "private"."jobs"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "line_sources_read_only" before insert or update or delete or truncate on "private"."line_sources"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "mailing_contacts_read_only" before insert or update or delete or truncate on "private"."mailing_contacts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "mailing_keys_read_only" before insert or update or delete or truncate on "private"."mailing_keys"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "mailing_settings_read_only" before insert or update or delete or truncate on "public"."mailing_settings"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "member_pins_read_only" before insert or update or delete or truncate on "private"."member_pins"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "membership_periods_read_only" before insert or update or delete or truncate on "public"."membership_periods"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "memberships_read_only" before insert or update or delete or truncate on "public"."memberships"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "message_logs_read_only" before insert or update or delete or truncate on "public"."message_logs"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "message_template_versions_read_only" before insert or update or delete or truncate on "public"."message_template_versions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "message_templates_read_only" before insert or update or delete or truncate on "public"."message_templates"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "notification_preferences_read_only" before insert or update or delete or truncate on "public"."notification_preferences"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "notification_recipients_read_only" before insert or update or delete or truncate on "public"."notification_recipients"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "notifications_read_only" before insert or update or delete or truncate on "public"."notifications"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "notifications_queue" after insert or update of "scheduled_for" on "public"."notifications"
  for each row when (new.status = 'pending' and new.legacy_id is null) execute function private.queue_notification();
--> statement-breakpoint
create trigger "order_differences_read_only" before insert or update or delete or truncate on "public"."order_differences"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "order_refunds_read_only" before insert or update or delete or truncate on "private"."order_refunds"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "orders_read_only" before insert or update or delete or truncate on "public"."orders"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "orders_seen_read_only" before insert or update or delete or truncate on "private"."orders_seen"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "plan_quotas_read_only" before insert or update or delete or truncate on "private"."plan_quotas"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "post_edits_read_only" before insert or update or delete or truncate on "public"."post_edits"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "post_reactions_read_only" before insert or update or delete or truncate on "public"."post_reactions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "post_reports_read_only" before insert or update or delete or truncate on "public"."post_reports"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "post_stats_read_only" before insert or update or delete or truncate on "public"."post_stats"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "postponed_deliveries_read_only" before insert or update or delete or truncate on "private"."postponed_deliveries"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "posts_read_only" before insert or update or delete or truncate on "public"."posts"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "privacy_requests_read_only" before insert or update or delete or truncate on "public"."privacy_requests"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "push_tokens_read_only" before insert or update or delete or truncate on "public"."push_tokens"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "rank_rules_read_only" before insert or update or delete or truncate on "public"."rank_rules"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "rank_systems_read_only" before insert or update or delete or truncate on "public"."rank_systems"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "ranks_read_only" before insert or update or delete or truncate on "public"."ranks"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "rate_limits_read_only" before insert or update or delete or truncate on "private"."rate_limits"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "reconciliations_read_only" before insert or update or delete or truncate on "public"."reconciliations"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "refused_matches_read_only" before insert or update or delete or truncate on "private"."refused_matches"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "refused_topics_read_only" before insert or update or delete or truncate on "public"."refused_topics"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "rfm_runs_read_only" before insert or update or delete or truncate on "public"."rfm_runs"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "roles_read_only" before insert or update or delete or truncate on "public"."roles"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "segment_changes_read_only" before insert or update or delete or truncate on "public"."segment_changes"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "shop_credentials_read_only" before insert or update or delete or truncate on "private"."shop_credentials"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "shopify_deliveries_read_only" before insert or update or delete or truncate on "private"."shopify_deliveries"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "shops_read_only" before insert or update or delete or truncate on "public"."shops"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "stripe_customers_read_only" before insert or update or delete or truncate on "private"."stripe_customers"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "stripe_events_read_only" before insert or update or delete or truncate on "private"."stripe_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "stripe_products_read_only" before insert or update or delete or truncate on "private"."stripe_products"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "stripe_subscriptions_read_only" before insert or update or delete or truncate on "private"."stripe_subscriptions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "suppressions_read_only" before insert or update or delete or truncate on "public"."suppressions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "titles_read_only" before insert or update or delete or truncate on "public"."titles"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "usage_events_read_only" before insert or update or delete or truncate on "public"."usage_events"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "user_profiles_read_only" before insert or update or delete or truncate on "public"."user_profiles"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "users_read_only" before insert or update or delete or truncate on "public"."users"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "versions_read_only" before insert or update or delete or truncate on "public"."versions"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
create trigger "webhook_deliveries_read_only" before insert or update or delete or truncate on "private"."webhook_deliveries"
  for each statement execute function private.refuse_read_only();
--> statement-breakpoint
alter table "private"."import_runs" force row level security;
--> statement-breakpoint
revoke all on table "private"."import_runs" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."imported_rows" force row level security;
--> statement-breakpoint
revoke all on table "private"."imported_rows" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."write_switch" force row level security;
--> statement-breakpoint
revoke all on table "private"."write_switch" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "private"."write_switch" to service_role;
--> statement-breakpoint
-- src/db/schema/system/read-only/write-switch.after.sql (b669df4737e91a18)
insert into private.write_switch default values on conflict do nothing;
--> statement-breakpoint
-- src/db/schema/**/*.pgvector.sql (00c504d5a30a7968)
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
create or replace trigger chunk_embeddings_read_only
  before insert or update or delete or truncate on private.chunk_embeddings
  for each statement execute function private.refuse_read_only();
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
