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
ALTER TABLE "private"."idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "private"."rate_limits" (
	"bucket" text PRIMARY KEY NOT NULL,
	"arrival_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "private"."rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "private"."webhook_deliveries" (
	"provider" text NOT NULL,
	"message_id" text NOT NULL,
	"event_type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_provider_message_id_pk" PRIMARY KEY("provider","message_id")
);
--> statement-breakpoint
ALTER TABLE "private"."webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "app_stores" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"store" text NOT NULL,
	"url" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app_stores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "roles" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"app_version" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versions_app_version_unique" UNIQUE("app_version")
);
--> statement-breakpoint
ALTER TABLE "versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"platform" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_tokens_token_unique" UNIQUE("token"),
	CONSTRAINT "push_tokens_platform_check" CHECK ("push_tokens"."platform" in ('ios', 'android', 'web'))
);
--> statement-breakpoint
ALTER TABLE "push_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "user_profiles_usage_count_check" CHECK ("user_profiles"."usage_count" >= 0)
);
--> statement-breakpoint
ALTER TABLE "user_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject" text NOT NULL,
	"provider" text NOT NULL,
	"email" text,
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
	"deleted_at" timestamp (3) with time zone,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "users_provider_check" CHECK ("users"."provider" in ('clerk', 'supabase')),
	CONSTRAINT "users_gender_check" CHECK ("users"."gender" in ('female', 'male', 'other')),
	CONSTRAINT "users_source_check" CHECK ("users"."source" in ('token', 'webhook', 'import', 'staff'))
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	CONSTRAINT "gyms_name_check" CHECK ("gyms"."name" <> ''),
	CONSTRAINT "gyms_timezone_check" CHECK (private.is_timezone("gyms"."timezone"))
);
--> statement-breakpoint
ALTER TABLE "gyms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"gym_id" uuid NOT NULL,
	"role" text DEFAULT 'STUDENT' NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"denied_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"left_at" timestamp (3) with time zone,
	"legacy_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_legacy_id_unique" UNIQUE("legacy_id"),
	CONSTRAINT "memberships_user_id_gym_id_unique" UNIQUE("user_id","gym_id"),
	CONSTRAINT "memberships_decision_check" CHECK (num_nonnulls("memberships"."approved_at", "memberships"."denied_at") <= 1)
);
--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "push_tokens" ADD CONSTRAINT "push_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gyms" ADD CONSTRAINT "gyms_manager_id_users_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_roles_id_fk" FOREIGN KEY ("role") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "private"."idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "app_stores_store_unique" ON "app_stores" USING btree ("store") WHERE "app_stores"."disabled_at" is null;--> statement-breakpoint
CREATE INDEX "push_tokens_user_id_index" ON "push_tokens" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "users_subject_unique" ON "users" USING btree ("subject") WHERE "users"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "users_subject_deleted_index" ON "users" USING btree ("subject","deleted_at") WHERE "users"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "users_email_index" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "users_created_at_index" ON "users" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "users_birth_day_index" ON "users" USING btree ("birth_day");--> statement-breakpoint
CREATE INDEX "gyms_created_at_index" ON "gyms" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "gyms_manager_id_index" ON "gyms" USING btree ("manager_id");--> statement-breakpoint
CREATE INDEX "memberships_gym_id_index" ON "memberships" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "memberships_decided_by_index" ON "memberships" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "memberships_role_index" ON "memberships" USING btree ("role");--> statement-breakpoint
CREATE POLICY "app_stores_select_all" ON "app_stores" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "roles_select_all" ON "roles" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "versions_select_all" ON "versions" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "push_tokens_select_own" ON "push_tokens" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("push_tokens"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "push_tokens_delete_own" ON "push_tokens" AS PERMISSIVE FOR DELETE TO "authenticated" USING ("push_tokens"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "user_profiles_select_own" ON "user_profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING ("user_profiles"."user_id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "users_select_own_or_staff" ON "users" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("users"."id" = (select private.current_user_id()) or "users"."id" in (select private.visible_member_ids())));--> statement-breakpoint
CREATE POLICY "users_update_own" ON "users" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ("users"."id" = (select private.current_user_id())) WITH CHECK ("users"."id" = (select private.current_user_id()));--> statement-breakpoint
CREATE POLICY "gyms_select_signed_in" ON "gyms" AS PERMISSIVE FOR SELECT TO "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "gyms_insert_own" ON "gyms" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (("gyms"."manager_id" = (select private.current_user_id()) and "gyms"."legacy_id" is null));--> statement-breakpoint
CREATE POLICY "gyms_update_manager" ON "gyms" AS PERMISSIVE FOR UPDATE TO "authenticated" USING ("gyms"."id" = any ((select private.gym_ids('MANAGER'))::uuid[])) WITH CHECK ("gyms"."id" = any ((select private.gym_ids('MANAGER'))::uuid[]));--> statement-breakpoint
CREATE POLICY "memberships_select_own_or_staff" ON "memberships" AS PERMISSIVE FOR SELECT TO "authenticated" USING (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('INSTRUCTOR', 'MANAGER')))));--> statement-breakpoint
CREATE POLICY "memberships_insert_own" ON "memberships" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (("memberships"."user_id" = (select private.current_user_id()) and "memberships"."role" = 'STUDENT' and "memberships"."approved_at" is null and "memberships"."denied_at" is null and "memberships"."decided_by" is null and "memberships"."left_at" is null and "memberships"."legacy_id" is null));--> statement-breakpoint
CREATE POLICY "memberships_update_own_or_manager" ON "memberships" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('MANAGER'))))) WITH CHECK (("memberships"."user_id" = (select private.current_user_id()) or "memberships"."gym_id" in (select unnest(private.gym_ids('MANAGER')))));