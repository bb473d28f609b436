set local check_function_bodies = off;
--> statement-breakpoint
drop policy "memberships_insert_own" on "public"."memberships";
--> statement-breakpoint
drop policy "memberships_select_own_or_staff" on "public"."memberships";
--> statement-breakpoint
drop policy "memberships_update_own_or_manager" on "public"."memberships";
--> statement-breakpoint
drop policy "user_profiles_select_own" on "public"."user_profiles";
--> statement-breakpoint
drop policy "users_select_own_or_staff" on "public"."users";
--> statement-breakpoint
drop policy "users_update_own" on "public"."users";
--> statement-breakpoint
-- Who gives somebody another role leaves a trace.
create or replace function private.audit_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.audit(
    new.gym_id, new.user_id, 'role_changed', jsonb_build_object('from', old.role, 'to', new.role)
  );
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit_role() from public;
--> statement-breakpoint
-- Leaves a trace of what the caller does about somebody: to be called by definer functions and
-- triggers, in the transaction of the deed. Without a gym, in every gym in which they are active, or,
-- if they are in none, once without a gym.
create or replace function private.audit(
  gym uuid, subject uuid, action text, details jsonb default '{}'
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := private.current_user_id();
  gyms uuid[] := array[gym];
begin
  if gym is null then
    gyms := array(
      select m.gym_id from public.memberships m
      where m.user_id = audit.subject and m.left_at is null and m.denied_at is null
    );
  end if;
  if gyms = '{}' then
    gyms := array[null::uuid];
  end if;
  insert into public.audit_events (gym_id, actor_id, subject_id, action, details)
  select g, actor, audit.subject, audit.action, audit.details from unnest(gyms) g;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit(uuid, uuid, text, jsonb) from public;
--> statement-breakpoint
-- The trail is added to, never changed, by nobody. Only an erasure takes names out, and with the
-- person whom an event is about its details.
create or replace function private.guard_audit_event() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE'
    and (new.actor_id is null or new.actor_id = old.actor_id)
    and (new.subject_id is null or new.subject_id = old.subject_id)
    and (new.details = old.details or new.subject_id is null and new.details = '{}')
    and (new.id, new.gym_id, new.action, new.created_at)
      is not distinct from (old.id, old.gym_id, old.action, old.created_at)
  then
    return new;
  end if;
  raise exception 'audit_events is append-only' using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_audit_event() from public;
--> statement-breakpoint
-- Ends a person's memberships, takes their name out of the trail, and takes them from the gyms they
-- manage, which it answers by name: those wait for a new manager. The trail of each of their gyms
-- keeps that somebody was erased, and by whom, if it was not themselves.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  update public.audit_events set actor_id = null where actor_id = erased;
  update public.audit_events set subject_id = null, details = '{}' where subject_id = erased;
  insert into public.audit_events (gym_id, actor_id, action)
  select m.gym_id, nullif(private.current_user_id(), erased), 'erased' from public.memberships m
  where m.user_id = erased and m.left_at is null and m.denied_at is null;
  update public.memberships set left_at = now() where user_id = erased and left_at is null;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_academy(uuid) from public;
--> statement-breakpoint
-- The legal changes of a membership. Row security has said that the caller is the member, their
-- guardian or a manager of the gym; it cannot compare the old row with the new one, so this does.
create or replace function private.guard_membership_update() returns trigger
language plpgsql set search_path = '' as $$
declare
  own constant boolean := old.user_id = private.current_user_id();
  acts constant boolean := old.user_id = any (private.person_ids());
  manages constant boolean := old.gym_id = any (private.gym_ids('MANAGER'));
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

  -- A manager decides about their own child, but not about themselves.
  if not (
    acts and (leaves and not decides or asks_again)
    or manages and not own and old.left_at is null
      and (not decides or new.decided_by is not distinct from private.current_user_id())
      and (old.approved_at is null or new.approved_at is not null)
  ) then
    raise exception 'a member leaves or asks again; a manager decides, in their own name, about others'
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
-- The gyms in which the caller, or a child they are guardian of, is an approved member: what a
-- member sees of a gym's classes, their guardian sees too. Documents ask `private.gym_ids`.
create or replace function private.person_gym_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct m.gym_id from public.memberships m
    where m.user_id = any (private.person_ids()) and m.in_effect
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.person_gym_ids() from public;
--> statement-breakpoint
grant execute on function private.person_gym_ids() to authenticated, service_role;
--> statement-breakpoint
-- Whose profile the caller may read as staff: the members of the gyms they teach in or manage, for a
-- manager also those who ask to join, so that the request can be decided, and the guardians of all.
create or replace function private.visible_member_ids() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  staffed constant uuid[] := private.gym_ids('INSTRUCTOR', 'MANAGER');
  managed constant uuid[] := private.gym_ids('MANAGER');
begin
  return query
    with members as (
      select m.user_id from public.memberships m
      where m.left_at is null
        and m.denied_at is null
        and (
          m.gym_id = any (staffed) and m.approved_at is not null
          or m.gym_id = any (managed) and m.approved_at is null
        )
    )
    select members.user_id from members
    union all
    select g.guardian_id from members
    join public.guardianships g on g.dependent_id = members.user_id and g.ended_at is null
    join public.users u on u.id = g.dependent_id
    where private.is_minor(u.birth_date);
end
$$;
--> statement-breakpoint
revoke execute on function private.visible_member_ids() from public;
--> statement-breakpoint
grant execute on function private.visible_member_ids() to authenticated, service_role;
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
  perform private.erase_family(erased);
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
-- Who changes the birth date of a child leaves a trace, and so does who makes somebody else a child.
create or replace function private.audit_birth_date() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_minor(old.birth_date)
    or private.is_minor(new.birth_date) and new.id is distinct from private.current_user_id()
  then
    perform private.audit(
      null, new.id, 'birth_date_changed',
      jsonb_build_object('from', old.birth_date, 'to', new.birth_date)
    );
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.audit_birth_date() from public;
--> statement-breakpoint
-- Removes who was whose guardian.
create or replace function private.erase_family(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.guardianships where erased in (guardian_id, dependent_id);
  update public.guardianships set created_by = null where created_by = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_family(uuid) from public;
--> statement-breakpoint
-- On a birth date hangs until when others act for somebody: a child does not change their own, nobody
-- takes it away, and it lies in the past.
create or replace function private.guard_birth_date() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.birth_date > (now() at time zone 'UTC')::date then
    raise exception 'a birth date lies in the past'
      using errcode = 'check_violation', constraint = 'users_birth_date_past', column = 'birth_date';
  end if;
  if tg_op = 'UPDATE' and current_user = 'authenticated' and private.is_minor(old.birth_date)
    and new.birth_date is distinct from old.birth_date
    and (new.birth_date is null or old.id = private.current_user_id())
  then
    raise exception 'the birth date of a child is changed by a guardian or a manager'
      using errcode = 'insufficient_privilege', constraint = 'users_birth_date_guarded';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.guard_birth_date() from public;
--> statement-breakpoint
-- Whether who was born then is not eighteen yet; without a date nobody is taken for a child. Who was
-- born on 29 February comes of age on the 28th. By UTC, whatever time zone a session has set.
create or replace function private.is_minor(birth_date date) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((birth_date + interval '18 years')::date > (now() at time zone 'UTC')::date, false)
$$;
--> statement-breakpoint
revoke execute on function private.is_minor(date) from public;
--> statement-breakpoint
grant execute on function private.is_minor(date) to authenticated, service_role;
--> statement-breakpoint
-- For whom the caller may act: themselves, and the children they are guardian of. plpgsql, so that
-- the planner cannot inline it and policies keep using their index.
create or replace function private.person_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return array(
    select caller where caller is not null
    union all
    select g.dependent_id from public.guardianships g join public.users u on u.id = g.dependent_id
    where g.guardian_id = caller and g.ended_at is null
      and u.deleted_at is null and private.is_minor(u.birth_date)
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.person_ids() from public;
--> statement-breakpoint
grant execute on function private.person_ids() to authenticated, service_role;
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid,
	"actor_id" uuid,
	"subject_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'contacts_changed', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'promoted', 'erased')),
	CONSTRAINT "audit_events_details_check" CHECK (jsonb_typeof("audit_events"."details") = 'object' and octet_length("audit_events"."details"::text) <= 8192),
	CONSTRAINT "audit_events_created_at_check" CHECK ("audit_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "audit_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "guardianships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"guardian_id" uuid NOT NULL,
	"dependent_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"created_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guardianships_relation_check" CHECK ("guardianships"."relation" in ('parent', 'grandparent', 'sibling', 'guardian', 'other')),
	CONSTRAINT "guardianships_two_check" CHECK ("guardianships"."guardian_id" <> "guardianships"."dependent_id"),
	CONSTRAINT "guardianships_ended_at_check" CHECK ("guardianships"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "guardianships_created_at_check" CHECK ("guardianships"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "guardianships_updated_at_check" CHECK ("guardianships"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "guardianships" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_source_check";
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "subject" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "provider" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_guardian_id_users_id_fk" FOREIGN KEY ("guardian_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_dependent_id_users_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "audit_events_gym_id_index" ON "audit_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "audit_events_subject_id_index" ON "audit_events" USING btree ("subject_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "audit_events_actor_id_index" ON "audit_events" USING btree ("actor_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "guardianships_in_effect_unique" ON "guardianships" USING btree ("guardian_id","dependent_id") WHERE "guardianships"."ended_at" is null;
--> statement-breakpoint
CREATE INDEX "guardianships_guardian_id_index" ON "guardianships" USING btree ("guardian_id");
--> statement-breakpoint
CREATE INDEX "guardianships_dependent_id_index" ON "guardianships" USING btree ("dependent_id");
--> statement-breakpoint
CREATE INDEX "guardianships_created_by_index" ON "guardianships" USING btree ("created_by");
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_check" CHECK (("users"."subject" is null) = ("users"."provider" is null));
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_source_check" CHECK ("users"."source" in ('token', 'webhook', 'import', 'staff', 'guardian'));
--> statement-breakpoint
create policy "audit_events_select_manager_or_subject" on "public"."audit_events" as permissive for select to authenticated
  using (("audit_events"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) or "audit_events"."subject_id" = any ((select private.person_ids())::uuid[])));
--> statement-breakpoint
create policy "guardianships_select_own_or_staff" on "public"."guardianships" as permissive for select to authenticated
  using (("guardianships"."guardian_id" = (select private.current_user_id()) or "guardianships"."dependent_id" = any ((select private.person_ids())::uuid[]) or "guardianships"."dependent_id" in (select private.visible_member_ids())));
--> statement-breakpoint
create policy "memberships_select_own_or_staff" on "public"."memberships" as permissive for select to authenticated
  using (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "memberships_insert_own" on "public"."memberships" as permissive for insert to authenticated
  with check (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) and "memberships"."role" = 'STUDENT' and "memberships"."approved_at" is null and "memberships"."denied_at" is null and "memberships"."decided_by" is null and "memberships"."left_at" is null and "memberships"."legacy_id" is null));
--> statement-breakpoint
create policy "memberships_update_own_or_manager" on "public"."memberships" as permissive for update to authenticated
  using (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])))
  with check (("memberships"."user_id" = any ((select private.person_ids())::uuid[]) or "memberships"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "user_profiles_select_own" on "public"."user_profiles" as permissive for select to authenticated
  using ("user_profiles"."user_id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create policy "users_select_own_or_staff" on "public"."users" as permissive for select to authenticated
  using (("users"."id" = any ((select private.person_ids())::uuid[]) or "users"."id" in (select private.visible_member_ids())));
--> statement-breakpoint
create policy "users_update_own" on "public"."users" as permissive for update to authenticated
  using ("users"."id" = any ((select private.person_ids())::uuid[]))
  with check ("users"."id" = any ((select private.person_ids())::uuid[]));
--> statement-breakpoint
create trigger "audit_events_hold_subject_id" before insert or update of "subject_id" on "public"."audit_events"
  for each row when (new."subject_id" is not null) execute function private.hold_person('subject_id');
--> statement-breakpoint
create trigger "audit_events_hold_actor_id" before insert or update of "actor_id" on "public"."audit_events"
  for each row when (new."actor_id" is not null) execute function private.hold_person('actor_id');
--> statement-breakpoint
create trigger "audit_events_append_only" before update or delete on "public"."audit_events"
  for each row execute function private.guard_audit_event();
--> statement-breakpoint
create trigger "audit_events_never_emptied" before truncate on "public"."audit_events"
  for each statement execute function private.refuse_change();
--> statement-breakpoint
create trigger "guardianships_hold_guardian_id" before insert or update of "guardian_id" on "public"."guardianships"
  for each row when (new."guardian_id" is not null) execute function private.hold_person('guardian_id');
--> statement-breakpoint
create trigger "guardianships_hold_dependent_id" before insert or update of "dependent_id" on "public"."guardianships"
  for each row when (new."dependent_id" is not null) execute function private.hold_person('dependent_id');
--> statement-breakpoint
create trigger "guardianships_hold_created_by" before insert or update of "created_by" on "public"."guardianships"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "guardianships_touch" before update on "public"."guardianships"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_audit_role" after update of "role" on "public"."memberships"
  for each row when (old.role <> new.role) execute function private.audit_role();
--> statement-breakpoint
create trigger "users_hold_caller" before update of "birth_date" on "public"."users"
  for each statement execute function private.hold_caller_first();
--> statement-breakpoint
create trigger "users_guard_birth_date" before insert or update of "birth_date" on "public"."users"
  for each row execute function private.guard_birth_date();
--> statement-breakpoint
create trigger "users_audit_birth_date" after update of "birth_date" on "public"."users"
  for each row when (old.birth_date is distinct from new.birth_date and new.deleted_at is null) execute function private.audit_birth_date();
--> statement-breakpoint
alter table "public"."audit_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."audit_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."audit_events" to authenticated;
--> statement-breakpoint
grant select on table "public"."audit_events" to service_role;
--> statement-breakpoint
alter table "public"."guardianships" force row level security;
--> statement-breakpoint
revoke all on table "public"."guardianships" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."guardianships" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."guardianships" to service_role;
