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
ALTER TABLE "private"."jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "document_chunks_offsets_check" CHECK ("document_chunks"."start_offset" >= 0 and "document_chunks"."end_offset" > "document_chunks"."start_offset")
);
--> statement-breakpoint
ALTER TABLE "document_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "private"."document_parts" (
	"document_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_parts_document_id_part_pk" PRIMARY KEY("document_id","part")
);
--> statement-breakpoint
ALTER TABLE "private"."document_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"search_vector" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', title)) STORED,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_processing_status_check" CHECK ("documents"."processing_status" in ('pending', 'processing', 'ready', 'failed')),
	CONSTRAINT "documents_file_size_check" CHECK ("documents"."file_size" >= 0),
	CONSTRAINT "documents_title_check" CHECK ("documents"."title" <> '')
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_events" (
	"request_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"event" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_events_request_id_seq_pk" PRIMARY KEY("request_id","seq")
);
--> statement-breakpoint
ALTER TABLE "agent_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "agent_requests_status_check" CHECK ("agent_requests"."status" in ('queued', 'in_progress', 'completed', 'failed', 'cancelled', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "agent_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text,
	"context" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agent_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "private"."plan_quotas" (
	"plan" text PRIMARY KEY NOT NULL,
	"agent_requests" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_quotas_plan_check" CHECK ("private"."plan_quotas"."plan" in ('free', 'pro')),
	CONSTRAINT "plan_quotas_agent_requests_check" CHECK ("private"."plan_quotas"."agent_requests" >= 0)
);
--> statement-breakpoint
ALTER TABLE "private"."plan_quotas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "usage_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"quantity" integer NOT NULL,
	"request_id" uuid,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"idempotency_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_events_idempotency_key_unique" UNIQUE("user_id","idempotency_key")
);
--> statement-breakpoint
ALTER TABLE "usage_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "private"."jobs" ADD CONSTRAINT "jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private"."document_parts" ADD CONSTRAINT "document_parts_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_request_id_agent_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."agent_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_events" ADD CONSTRAINT "agent_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_session_id_agent_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."agent_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_requests" ADD CONSTRAINT "agent_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_sessions" ADD CONSTRAINT "agent_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_request_id_agent_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."agent_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_due_index" ON "private"."jobs" USING btree ("run_at","id") WHERE "private"."jobs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_dedupe_unique" ON "private"."jobs" USING btree ("kind","dedupe_key") WHERE "private"."jobs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "jobs_user_id_index" ON "private"."jobs" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "jobs_dead_index" ON "private"."jobs" USING btree ("finished_at") WHERE "private"."jobs"."status" = 'dead';--> statement-breakpoint
CREATE INDEX "document_chunks_user_id_index" ON "document_chunks" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "document_chunks_gym_id_index" ON "document_chunks" USING btree ("gym_id");--> statement-breakpoint
CREATE INDEX "document_chunks_search_index" ON "document_chunks" USING gin ("acl","search_vector");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_content_unique" ON "documents" USING btree ("user_id","content_hash") WHERE "documents"."gym_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_gym_content_unique" ON "documents" USING btree ("gym_id","content_hash");--> statement-breakpoint
CREATE INDEX "documents_user_id_index" ON "documents" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "documents_gym_id_index" ON "documents" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "documents_search_index" ON "documents" USING gin ("search_vector");--> statement-breakpoint
CREATE INDEX "agent_events_user_id_index" ON "agent_events" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "agent_requests_session_id_index" ON "agent_requests" USING btree ("session_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "agent_requests_user_id_index" ON "agent_requests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "agent_requests_open_index" ON "agent_requests" USING btree ("created_at") WHERE "agent_requests"."status" in ('queued', 'in_progress');--> statement-breakpoint
CREATE INDEX "agent_sessions_user_id_index" ON "agent_sessions" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "agent_sessions"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "usage_events_user_id_index" ON "usage_events" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "usage_events_request_id_index" ON "usage_events" USING btree ("request_id");--> statement-breakpoint
CREATE POLICY "document_chunks_select_own_or_member" ON "document_chunks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("document_chunks"."user_id" = (select private.current_user_id()) or "document_chunks"."gym_id" in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')))));--> statement-breakpoint
CREATE POLICY "documents_select_own_or_member" ON "documents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('STUDENT', 'INSTRUCTOR', 'MANAGER')))));--> statement-breakpoint
CREATE POLICY "documents_insert_own" ON "documents" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[])) and "documents"."processing_status" = 'pending' and "documents"."content_hash" is null and "documents"."error" is null));--> statement-breakpoint
CREATE POLICY "documents_update_own" ON "documents" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ("documents"."user_id" = (select private.current_user_id())) WITH CHECK (("documents"."user_id" = (select private.current_user_id()) and ("documents"."gym_id" is null or "documents"."gym_id" = any ((select private.gym_ids('INSTRUCTOR', 'MANAGER'))::uuid[]))));--> statement-breakpoint
CREATE POLICY "documents_delete_own_or_manager" ON "documents" AS PERMISSIVE FOR DELETE TO "authenticated" USING (("documents"."user_id" = (select private.current_user_id()) or "documents"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));--> statement-breakpoint
CREATE POLICY "agent_events_select_own" ON "agent_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("agent_events"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "agent_requests_select_own" ON "agent_requests" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("agent_requests"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "agent_sessions_select_own" ON "agent_sessions" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("agent_sessions"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "agent_sessions_insert_own" ON "agent_sessions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (("agent_sessions"."user_id" = (select private.current_user_id()) and "agent_sessions"."deleted_at" is null));--> statement-breakpoint
CREATE POLICY "agent_sessions_update_own" ON "agent_sessions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ("agent_sessions"."user_id" = (select private.current_user_id())) WITH CHECK ("agent_sessions"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "usage_events_select_own" ON "usage_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("usage_events"."user_id" = (select private.current_user_id()));