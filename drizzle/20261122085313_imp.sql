set local check_function_bodies = off;
--> statement-breakpoint
drop trigger "check_ins_count" on "public"."check_ins";
--> statement-breakpoint
drop trigger "notifications_queue" on "public"."notifications";
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
create trigger "check_ins_count_new" after insert on "public"."check_ins"
  referencing new table as added
  for each statement execute function private.count_new_check_ins();
--> statement-breakpoint
create trigger "check_ins_count" after update of "status", "place" on "public"."check_ins"
  for each row execute function private.count_check_in();
--> statement-breakpoint
create trigger "notifications_queue" after insert or update of "scheduled_for" on "public"."notifications"
  for each row when (new.status = 'pending' and new.legacy_id is null) execute function private.queue_notification();
--> statement-breakpoint
alter table "private"."import_runs" force row level security;
--> statement-breakpoint
revoke all on table "private"."import_runs" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."imported_rows" force row level security;
--> statement-breakpoint
revoke all on table "private"."imported_rows" from public, anon, authenticated, service_role;
