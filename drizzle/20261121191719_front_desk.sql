set local check_function_bodies = off;
--> statement-breakpoint
-- Ends a person's memberships, takes their name out of the trail, and takes them from the gyms they
-- manage, which it answers by name: those wait for a new manager. The trail of each of their gyms
-- keeps that somebody was erased, and by whom, if it was not themselves.
create or replace function private.erase_academy(erased uuid) returns table (id uuid, name text)
language plpgsql security definer set search_path = '' as $$
begin
  -- All of them: one that was over may be reopening.
  perform from public.memberships where user_id = erased for update;
  delete from public.invitations where erased in (user_id, accepted_by);
  update public.invitations set created_by = null where created_by = erased;
  update public.audit_events set actor_id = null where actor_id = erased;
  update public.audit_events set subject_id = null, details = '{}' where subject_id = erased;
  insert into public.audit_events (gym_id, actor_id, action)
  select m.gym_id, nullif(private.current_user_id(), erased), 'erased' from public.memberships m
  where m.user_id = erased and m.left_at is null and m.denied_at is null;
  update public.memberships set left_at = coalesce(left_at, now()), external_ref = null
  where user_id = erased and (left_at is null or external_ref is not null);
  delete from public.calendar_links where user_id = erased;
  delete from private.member_pins where user_id = erased;
  delete from private.check_in_codes where user_id = erased;
  update public.front_desk_events set user_id = null where user_id = erased;
  update public.front_desks set created_by = null where created_by = erased;
  update public.classes set instructor_id = null where instructor_id = erased;
  update public.classes set created_by = null where created_by = erased;
  update public.class_changes set instructor_id = null where instructor_id = erased;
  update public.class_changes set created_by = null where created_by = erased;
  return query
    update public.gyms g set manager_id = null where g.manager_id = erased returning g.id, g.name;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_academy(uuid) from public;
--> statement-breakpoint
-- Checks somebody in at a front desk at an instant: who has this PIN, by its digest, or, where there is
-- one, this code. One row: what came of it (an outcome of the log, or `locked` and `not_today`, which
-- are looked at no further and leave nothing in it), a refusal by the rules of check-ins, when to try
-- again, and of who was checked in as much of a name as they need to know it. A wrong try is answered,
-- not raised: it has to stay in the log, because the locks are made of it.
create or replace function private.check_in_at_desk(
  desk uuid, class uuid, on_date date, digest text, code text, at timestamptz
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile set search_path = '' as $$
declare
  by_code constant boolean := code is not null;
  hash constant text := encode(sha256(convert_to(code, 'UTF8')), 'hex');
  gym constant uuid := (select d.gym_id from public.front_desks d where d.id = desk);
  person uuid;
  is_member boolean;
begin
  if not exists (
    select from private.front_desk_day(gym, at) day
    where day.class_id = class and day.class_date = on_date
  ) then
    return query select 'not_today', null::text, null::timestamptz, null::text, null::text;
    return;
  end if;

  -- One after another in a gym: nobody tries while a try before is not counted yet.
  perform pg_advisory_xact_lock(hashtextextended('front desk ' || gym, 0));
  retry_at := private.front_desk_lock(desk, case when not by_code then gym end, null, at);
  if retry_at is null then
    if by_code then
      select c.user_id into person from private.check_in_codes c where c.code_hash = hash;
    else
      select p.user_id into person from private.member_pins p
      where p.gym_id = gym and p.pin_hash = private.pin_hash(gym, digest);
    end if;
    retry_at := private.front_desk_lock(null, null, person, at);
  end if;
  if retry_at is not null then
    return query select 'locked', null::text, check_in_at_desk.retry_at, null::text, null::text;
    return;
  end if;

  -- The person, before rows of theirs.
  is_member := private.hold_member(class, person);
  if person is null then
    outcome := case when by_code then 'wrong_code' else 'wrong_pin' end;
  elsif by_code then
    update private.check_in_codes c set used_at = at
    where c.code_hash = hash and c.used_at is null and c.expires_at > at;
    if not found then
      outcome := coalesce(
        (
          select case when c.used_at is null then 'code_expired' else 'code_used' end
          from private.check_in_codes c where c.code_hash = hash
        ),
        'wrong_code'
      );
    end if;
  end if;
  if outcome is null and not is_member then
    outcome := 'not_a_member';
  end if;
  if outcome is null then
    select coalesce((r.check_in).status, 'refused'), r.refusal, r.retry_at
    into outcome, reason, check_in_at_desk.retry_at
    from private.check_in_person(class, on_date, person, at, at, null, false, null) r;
  end if;
  if reason is null and outcome in ('present', 'waiting') then
    select u.first_name, left(u.last_name, 1) into first_name, initial
    from public.users u where u.id = person;
  end if;
  insert into public.front_desk_events
    (gym_id, front_desk_id, user_id, class_id, method, outcome, reason, created_at)
  values (
    gym, desk, person, class, case when by_code then 'code' else 'pin' end, outcome, reason, at
  );
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.check_in_at_desk(uuid, uuid, date, text, text, timestamptz)
  from public;
--> statement-breakpoint
-- Checks a member in at a front desk, now. A door of its own, opened by the device's token alone; no row
-- for one that is not let in.
create or replace function private.front_desk_check_in(
  token text, class uuid, on_date date, digest text, code text
) returns table (outcome text, reason text, retry_at timestamptz, first_name text, initial text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  if desk.id is null then
    return;
  end if;
  return query
    select * from private.check_in_at_desk(desk.id, class, on_date, digest, code, now());
  perform private.see_front_desk(desk.id);
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_check_in(text, uuid, date, text, text) from public;
--> statement-breakpoint
grant execute on function private.front_desk_check_in(text, uuid, date, text, text) to anon;
--> statement-breakpoint
-- What a device shows: today's classes of the gym that it was let in for. A door of its own, opened by
-- its token alone; no row for one that is not let in. Of people it tells who teaches, by first name.
create or replace function private.front_desk_classes(token text)
returns table (gym_name text, timezone text, classes jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  desk public.front_desks;
begin
  select d.* into desk from private.open_front_desk(token) d;
  perform private.see_front_desk(desk.id);
  return query
    select g.name, g.timezone, (
      select coalesce(jsonb_agg(to_jsonb(day) order by day.starts_at, day.class_id), '[]')
      from private.front_desk_day(g.id, now()) day
    )
    from public.gyms g where g.id = desk.gym_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_classes(text) from public;
--> statement-breakpoint
grant execute on function private.front_desk_classes(text) to anon;
--> statement-breakpoint
-- What a front desk shows at an instant: what starts today by the gym's clock, what still runs since
-- yesterday, and what starts within half an hour, which may be tomorrow.
create or replace function private.front_desk_day(gym uuid, at timestamptz)
returns table (
  class_id uuid, class_date date, starts_at timestamptz, ends_at timestamptz, status text,
  modality text, description text, instructor_first_name text
)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select o.class_id, o.class_date, o.starts_at, o.ends_at, o.status, c.modality, c.description,
      u.first_name
    from public.gyms g
    cross join lateral (select (front_desk_day.at at time zone g.timezone)::date as date) today
    cross join lateral private.occurrences(g.id, today.date - 1, today.date + 1) o
    join public.classes c on c.id = o.class_id
    left join public.users u on u.id = o.instructor_id
    where g.id = gym and (
      (o.starts_at at time zone g.timezone)::date = today.date
      or (o.starts_at <= front_desk_day.at + interval '30 minutes' and o.ends_at > front_desk_day.at)
    )
    order by o.starts_at, o.class_id;
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_day(uuid, timestamptz) from public;
--> statement-breakpoint
-- Until when a front desk looks at nothing, or null: what the log of wrong tries comes to. Ten that named
-- nobody within ten minutes lock the device; fifty wrong PINs within a day lock the PINs of the gym;
-- five used or expired codes of a member within ten minutes lock the member. Each for a quarter of an
-- hour from the last. Nothing is tried meanwhile, so the last stays the last; and where a day's wrong
-- PINs are still there after it, one more locks again: a gym's PINs then take four wrong tries an hour.
-- An argument that is null is not looked at.
create or replace function private.front_desk_lock(desk uuid, gym uuid, person uuid, at timestamptz)
returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  lasts constant interval := '15 minutes';
  many constant interval := '10 minutes';
  a_day constant interval := '24 hours';
begin
  return (
    select max(lock.last) + lasts
    from (
      select max(wrong.at) as last from (
        select e.created_at as at from public.front_desk_events e
        where e.front_desk_id = desk and e.outcome in ('wrong_pin', 'wrong_code')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 10
      ) wrong
      having count(*) = 10 and max(wrong.at) <= min(wrong.at) + many
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.gym_id = gym and e.outcome = 'wrong_pin'
          and e.created_at > front_desk_lock.at - lasts - a_day
        order by e.created_at desc limit 50
      ) wrong
      having count(*) = 50 and max(wrong.at) <= min(wrong.at) + a_day
      union all
      select max(wrong.at) from (
        select e.created_at as at from public.front_desk_events e
        where e.user_id = person and e.outcome in ('code_used', 'code_expired')
          and e.created_at > front_desk_lock.at - lasts - many
        order by e.created_at desc limit 5
      ) wrong
      having count(*) = 5 and max(wrong.at) <= min(wrong.at) + many
    ) lock
    where lock.last + lasts > front_desk_lock.at
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.front_desk_lock(uuid, uuid, uuid, timestamptz) from public;
--> statement-breakpoint
-- Holds the membership whose PIN the caller may give or take: their own, a child's, or, as a manager of
-- the gym, any member's. Whoever else asks is told that there is no such member.
create or replace function private.hold_pin_owner(gym uuid, person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform private.hold_caller();
  if person = any (private.person_ids()) or gym = any (private.gym_ids('MANAGER')) then
    perform from public.users u where u.id = person and u.deleted_at is null for key share;
    perform from public.memberships m
    where m.gym_id = gym and m.user_id = person and m.in_effect
    for no key update;
    if found then
      return;
    end if;
  end if;
  raise exception 'no such member'
    using errcode = 'foreign_key_violation', constraint = 'member_not_found';
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_pin_owner(uuid, uuid) from public;
--> statement-breakpoint
-- Takes note of a QR code for the caller or a child of theirs, to be shown at a front desk of their gyms
-- within a minute. Answers until when.
create or replace function private.issue_check_in_code(person uuid, code_hash text)
returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  until constant timestamptz(3) := now() + interval '1 minute';
begin
  perform private.hold_caller();
  if not person = any (private.person_ids()) or not exists (
    select from public.memberships m where m.user_id = person and m.in_effect
  ) then
    raise exception 'no such member'
      using errcode = 'foreign_key_violation', constraint = 'member_not_found';
  end if;
  insert into private.check_in_codes (code_hash, user_id, expires_at)
  values (issue_check_in_code.code_hash, person, until);
  -- What tells a used one from one that never was, for a little while.
  delete from private.check_in_codes c
  where c.user_id = person and c.expires_at < now() - interval '10 minutes';
  return until;
end
$$;
--> statement-breakpoint
revoke execute on function private.issue_check_in_code(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.issue_check_in_code(uuid, text) to authenticated;
--> statement-breakpoint
-- What is kept of a PIN: what the functions' key made of it, bound to the gym, so that equal PINs of two
-- gyms are not seen to be equal.
create or replace function private.pin_hash(gym uuid, digest text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(gym::text || digest, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
revoke execute on function private.pin_hash(uuid, text) from public;
--> statement-breakpoint
-- Takes the PIN of who is no member any more.
create or replace function private.remove_pin_of_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.member_pins p where p.gym_id = new.gym_id and p.user_id = new.user_id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_pin_of_membership() from public;
--> statement-breakpoint
-- Takes a member's PIN; whether there was one.
create or replace function private.remove_pin(gym uuid, person uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  if found then
    perform private.audit(gym, person, 'pin_removed');
    return true;
  end if;
  return false;
end
$$;
--> statement-breakpoint
revoke execute on function private.remove_pin(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.remove_pin(uuid, uuid) to authenticated;
--> statement-breakpoint
-- Notes that a device was seen, once a minute. To be called last: an erasure locks a manager before the
-- devices that they let in.
create or replace function private.see_front_desk(desk uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update public.front_desks d set last_seen_at = now()
  where d.id = desk and (d.last_seen_at is null or d.last_seen_at <= now() - interval '1 minute');
end
$$;
--> statement-breakpoint
revoke execute on function private.see_front_desk(uuid) from public;
--> statement-breakpoint
-- Gives a member a new PIN for the gym's front desks, instead of the one they had: the first of these
-- digests that nobody else there has. Answers which, counted from 1. The functions make PINs up, and
-- offer several: nobody chooses one, so nobody is told that another has it.
create or replace function private.set_pin(gym uuid, person uuid, digests text[]) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_pin_owner(gym, person);
  delete from private.member_pins p where p.gym_id = gym and p.user_id = person;
  for place in 1 .. cardinality(digests) loop
    insert into private.member_pins (gym_id, user_id, pin_hash)
    values (gym, person, private.pin_hash(gym, digests[place]))
    on conflict do nothing;
    if found then
      perform private.audit(gym, person, 'pin_set');
      return place;
    end if;
  end loop;
  raise exception 'all of these PINs are taken';
end
$$;
--> statement-breakpoint
revoke execute on function private.set_pin(uuid, uuid, text[]) from public;
--> statement-breakpoint
grant execute on function private.set_pin(uuid, uuid, text[]) to authenticated;
--> statement-breakpoint
CREATE TABLE "private"."check_in_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_in_codes_code_hash_check" CHECK ("private"."check_in_codes"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "check_in_codes_expires_at_check" CHECK ("private"."check_in_codes"."expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_in_codes_used_at_check" CHECK ("private"."check_in_codes"."used_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "check_in_codes_created_at_check" CHECK ("private"."check_in_codes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."check_in_codes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "front_desk_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"front_desk_id" uuid NOT NULL,
	"user_id" uuid,
	"class_id" uuid NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "front_desk_events_method_check" CHECK ("front_desk_events"."method" in ('pin', 'code')),
	CONSTRAINT "front_desk_events_outcome_check" CHECK ("front_desk_events"."outcome" in ('present', 'waiting', 'refused', 'not_a_member', 'wrong_pin', 'wrong_code', 'code_used', 'code_expired')),
	CONSTRAINT "front_desk_events_reason_check" CHECK (char_length("front_desk_events"."reason") <= 64),
	CONSTRAINT "front_desk_events_created_at_check" CHECK ("front_desk_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "front_desk_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "front_desks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"last_seen_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "front_desks_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "front_desks_name_check" CHECK (char_length("front_desks"."name") between 1 and 60),
	CONSTRAINT "front_desks_token_hash_check" CHECK ("front_desks"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "front_desks_last_seen_at_check" CHECK ("front_desks"."last_seen_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_revoked_at_check" CHECK ("front_desks"."revoked_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_created_at_check" CHECK ("front_desks"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "front_desks_updated_at_check" CHECK ("front_desks"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "front_desks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."member_pins" (
	"gym_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"pin_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_pins_gym_id_user_id_pk" PRIMARY KEY("gym_id","user_id"),
	CONSTRAINT "member_pins_pin_hash_unique" UNIQUE("gym_id","pin_hash"),
	CONSTRAINT "member_pins_pin_hash_check" CHECK ("private"."member_pins"."pin_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "member_pins_created_at_check" CHECK ("private"."member_pins"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "private"."check_in_codes" ADD CONSTRAINT "check_in_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_front_desk_id_front_desks_id_fk" FOREIGN KEY ("front_desk_id") REFERENCES "public"."front_desks"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desk_events" ADD CONSTRAINT "front_desk_events_class_id_classes_id_fk" FOREIGN KEY ("class_id") REFERENCES "public"."classes"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desks" ADD CONSTRAINT "front_desks_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "front_desks" ADD CONSTRAINT "front_desks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."member_pins" ADD CONSTRAINT "member_pins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "check_in_codes_user_id_index" ON "private"."check_in_codes" USING btree ("user_id","expires_at");
--> statement-breakpoint
CREATE INDEX "front_desk_events_gym_id_index" ON "front_desk_events" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_front_desk_id_index" ON "front_desk_events" USING btree ("front_desk_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_user_id_index" ON "front_desk_events" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desk_events_class_id_index" ON "front_desk_events" USING btree ("class_id");
--> statement-breakpoint
CREATE INDEX "front_desks_gym_id_index" ON "front_desks" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "front_desks_created_by_index" ON "front_desks" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "member_pins_user_id_index" ON "private"."member_pins" USING btree ("user_id");
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'promoted', 'erased'));
--> statement-breakpoint
-- A manager lets a device in for the gym; twenty at most are let in at a time.
create or replace function private.let_in_front_desk(gym uuid, name text, token_hash text)
returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  caller constant uuid := private.hold_caller();
begin
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym lets devices in'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  -- Two at once are counted one after the other.
  perform from public.gyms g where g.id = gym for no key update;
  if 20 <= (
    select count(*) from public.front_desks d where d.gym_id = gym and d.revoked_at is null
  ) then
    raise exception 'so many devices are let in at a time'
      using errcode = 'check_violation', constraint = 'front_desks_exhausted';
  end if;
  perform private.audit(
    gym, null, 'front_desk_let_in', jsonb_build_object('name', let_in_front_desk.name)
  );
  return query
    insert into public.front_desks as d (gym_id, name, token_hash, created_by)
    values (gym, let_in_front_desk.name, let_in_front_desk.token_hash, caller)
    returning d.*;
end
$$;
--> statement-breakpoint
revoke execute on function private.let_in_front_desk(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function private.let_in_front_desk(uuid, text, text) to authenticated;
--> statement-breakpoint
-- The device that a token is of, unless it was revoked.
create or replace function private.open_front_desk(token text) returns setof public.front_desks
language plpgsql stable set search_path = '' as $$
begin
  return query
    select d.* from public.front_desks d
    where d.token_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex') and d.revoked_at is null;
end
$$;
--> statement-breakpoint
revoke execute on function private.open_front_desk(text) from public;
--> statement-breakpoint
-- Lets a device in no more, for good. No row when there is none to revoke.
create or replace function private.revoke_front_desk(desk uuid) returns setof public.front_desks
language plpgsql security definer set search_path = '' as $$
declare
  revoked public.front_desks;
begin
  perform private.hold_caller();
  update public.front_desks d set revoked_at = now()
  where d.id = desk and d.gym_id = any (private.gym_ids('MANAGER')) and d.revoked_at is null
  returning d.* into revoked;
  if found then
    perform private.audit(
      revoked.gym_id, null, 'front_desk_revoked', jsonb_build_object('name', revoked.name)
    );
    return next revoked;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.revoke_front_desk(uuid) from public;
--> statement-breakpoint
grant execute on function private.revoke_front_desk(uuid) to authenticated;
--> statement-breakpoint
create policy "front_desk_events_select_own_or_manager" on "public"."front_desk_events" as permissive for select to authenticated
  using (("front_desk_events"."user_id" = any ((select private.person_ids())::uuid[]) or "front_desk_events"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[])));
--> statement-breakpoint
create policy "front_desks_select_manager" on "public"."front_desks" as permissive for select to authenticated
  using ("front_desks"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create trigger "check_in_codes_hold_user_id" before insert or update of "user_id" on "private"."check_in_codes"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "front_desk_events_hold_user_id" before insert or update of "user_id" on "public"."front_desk_events"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "front_desks_hold_created_by" before insert or update of "created_by" on "public"."front_desks"
  for each row when (new."created_by" is not null) execute function private.hold_person('created_by');
--> statement-breakpoint
create trigger "front_desks_touch" before update on "public"."front_desks"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "memberships_remove_pin" after update on "public"."memberships"
  for each row when (old.in_effect and not new.in_effect) execute function private.remove_pin_of_membership();
--> statement-breakpoint
create trigger "member_pins_hold_user_id" before insert or update of "user_id" on "private"."member_pins"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
alter table "private"."check_in_codes" force row level security;
--> statement-breakpoint
revoke all on table "private"."check_in_codes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."check_in_codes" to service_role;
--> statement-breakpoint
alter table "public"."front_desk_events" force row level security;
--> statement-breakpoint
revoke all on table "public"."front_desk_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."front_desk_events" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."front_desk_events" to service_role;
--> statement-breakpoint
alter table "public"."front_desks" force row level security;
--> statement-breakpoint
revoke all on table "public"."front_desks" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select ("id", "gym_id", "name", "created_by", "last_seen_at", "revoked_at", "created_at", "updated_at") on table "public"."front_desks" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."front_desks" to service_role;
--> statement-breakpoint
alter table "private"."member_pins" force row level security;
--> statement-breakpoint
revoke all on table "private"."member_pins" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."member_pins" to service_role;
