set local check_function_bodies = off;
--> statement-breakpoint
CREATE TYPE "public"."action_type" AS ENUM('email', 'push', 'tag');
--> statement-breakpoint
CREATE TYPE "public"."customer_segment" AS ENUM('champions', 'loyal', 'potential_loyalist', 'new', 'promising', 'need_attention', 'about_to_sleep', 'at_risk', 'cant_lose_them', 'lost', 'others');
--> statement-breakpoint
CREATE TYPE "public"."financial_status" AS ENUM('pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'expired');
--> statement-breakpoint
CREATE TYPE "public"."message_channel" AS ENUM('email', 'push');
--> statement-breakpoint
CREATE TYPE "public"."message_status" AS ENUM('scheduled', 'sending', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'held_out', 'refused', 'cancelled');
--> statement-breakpoint
CREATE TYPE "public"."trigger_type" AS ENUM('segment_changed', 'order_placed', 'first_purchase', 'absent', 'birthday', 'graduated', 'membership_approved');
--> statement-breakpoint
-- The customers that are the caller: of any shop, also of a gym that they have left. A guardian's list
-- does not hold their children's.
create or replace function private.own_customer_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  return coalesce(
    (
      select array_agg(c.id) from public.customers c
      join public.shops s on s.id = c.shop_id and s.deleted_at is null
      where c.user_id = caller
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.own_customer_ids() from public;
--> statement-breakpoint
grant execute on function private.own_customer_ids() to authenticated, service_role;
--> statement-breakpoint
-- The shops of the gyms that the caller manages. plpgsql, so that the planner cannot inline it and
-- policies keep using the shop index.
create or replace function private.shop_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (
      select array_agg(s.id) from public.shops s
      where s.gym_id = any (private.gym_ids('MANAGER')) and s.deleted_at is null
    ),
    '{}'
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.shop_ids() from public;
--> statement-breakpoint
grant execute on function private.shop_ids() to authenticated, service_role;
--> statement-breakpoint
CREATE TABLE "backfill_rejects" (
	"backfill_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"line_number" integer NOT NULL,
	"reason" text NOT NULL,
	"line" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfill_rejects_backfill_id_shop_id_kind_line_number_pk" PRIMARY KEY("backfill_id","shop_id","kind","line_number"),
	CONSTRAINT "backfill_rejects_kind_check" CHECK ("backfill_rejects"."kind" in ('file', 'customers', 'orders')),
	CONSTRAINT "backfill_rejects_line_number_check" CHECK ("backfill_rejects"."line_number" >= 1),
	CONSTRAINT "backfill_rejects_reason_check" CHECK (char_length("backfill_rejects"."reason") between 1 and 200),
	CONSTRAINT "backfill_rejects_line_check" CHECK (char_length("backfill_rejects"."line") <= 200),
	CONSTRAINT "backfill_rejects_created_at_check" CHECK ("backfill_rejects"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "backfill_rejects" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "backfills" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"source" text NOT NULL,
	"name" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"lines_total" integer,
	"customers" integer DEFAULT 0 NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"ignored" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "backfills_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "backfills_source_check" CHECK ("backfills"."source" in ('bulk', 'file')),
	CONSTRAINT "backfills_state_check" CHECK ("backfills"."state" in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "backfills_name_check" CHECK (char_length("backfills"."name") between 1 and 255),
	CONSTRAINT "backfills_error_check" CHECK (char_length("backfills"."error") between 1 and 64),
	CONSTRAINT "backfills_failed_check" CHECK (("backfills"."state" = 'failed') = ("backfills"."error" is not null)),
	CONSTRAINT "backfills_ended_check" CHECK (("backfills"."state" in ('queued', 'running')) = ("backfills"."ended_at" is null)),
	CONSTRAINT "backfills_bytes_done_check" CHECK ("backfills"."bytes_done" >= 0),
	CONSTRAINT "backfills_bytes_total_check" CHECK ("backfills"."bytes_total" >= 0),
	CONSTRAINT "backfills_lines_done_check" CHECK ("backfills"."lines_done" >= 0),
	CONSTRAINT "backfills_lines_total_check" CHECK ("backfills"."lines_total" >= 0),
	CONSTRAINT "backfills_ended_at_check" CHECK ("backfills"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "backfills_created_at_check" CHECK ("backfills"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "backfills_updated_at_check" CHECK ("backfills"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "backfills" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customer_stats" (
	"customer_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"orders_count" integer DEFAULT 0 NOT NULL,
	"total_spent" numeric(19, 4) DEFAULT '0' NOT NULL,
	"last_order_at" timestamp (3) with time zone,
	"rfm_r" smallint,
	"rfm_f" smallint,
	"rfm_m" smallint,
	"segment" "customer_segment",
	CONSTRAINT "customer_stats_customer_id_shop_id_pk" PRIMARY KEY("customer_id","shop_id"),
	CONSTRAINT "customer_stats_orders_count_check" CHECK ("customer_stats"."orders_count" >= 0),
	CONSTRAINT "customer_stats_rfm_r_check" CHECK ("customer_stats"."rfm_r" between 1 and 5),
	CONSTRAINT "customer_stats_rfm_f_check" CHECK ("customer_stats"."rfm_f" between 1 and 5),
	CONSTRAINT "customer_stats_rfm_m_check" CHECK ("customer_stats"."rfm_m" between 1 and 5),
	CONSTRAINT "customer_stats_last_order_at_check" CHECK ("customer_stats"."last_order_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customer_stats" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	"email" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"user_id" uuid,
	"matched_by" text,
	"email_consent" text,
	"sms_consent" text,
	"locale" text,
	"timezone" text,
	"shopify_group" text,
	"shopify_created_at" timestamp (3) with time zone,
	"shopify_updated_at" timestamp (3) with time zone,
	"observed_at" timestamp (3) with time zone,
	"redacted_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_shopify_id_unique" UNIQUE("shop_id","shopify_id"),
	CONSTRAINT "customers_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "customers_shopify_id_check" CHECK ("customers"."shopify_id" > 0),
	CONSTRAINT "customers_email_check" CHECK (char_length("customers"."email") between 1 and 320),
	CONSTRAINT "customers_first_name_check" CHECK (char_length("customers"."first_name") between 1 and 255),
	CONSTRAINT "customers_last_name_check" CHECK (char_length("customers"."last_name") between 1 and 255),
	CONSTRAINT "customers_phone_check" CHECK (char_length("customers"."phone") between 1 and 40),
	CONSTRAINT "customers_matched_by_check" CHECK ("customers"."matched_by" in ('email', 'person')),
	CONSTRAINT "customers_match_check" CHECK (("customers"."user_id" is null) = ("customers"."matched_by" is null)),
	CONSTRAINT "customers_email_consent_check" CHECK ("customers"."email_consent" in ('subscribed', 'not_subscribed', 'pending', 'unsubscribed', 'invalid', 'redacted')),
	CONSTRAINT "customers_sms_consent_check" CHECK ("customers"."sms_consent" in ('subscribed', 'not_subscribed', 'pending', 'unsubscribed', 'invalid', 'redacted')),
	CONSTRAINT "customers_locale_check" CHECK (char_length("customers"."locale") between 1 and 35),
	CONSTRAINT "customers_timezone_check" CHECK (char_length("customers"."timezone") between 1 and 64),
	CONSTRAINT "customers_shopify_group_check" CHECK ("customers"."shopify_group" in ('active', 'almost_lost', 'at_risk', 'champions', 'dormant', 'loyal', 'needs_attention', 'new', 'previously_loyal', 'promising', 'prospects')),
	CONSTRAINT "customers_redacted_check" CHECK ("customers"."redacted_at" is null or ("customers"."email" is null and "customers"."first_name" is null
      and "customers"."last_name" is null and "customers"."phone" is null and "customers"."user_id" is null)),
	CONSTRAINT "customers_shopify_created_at_check" CHECK ("customers"."shopify_created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_shopify_updated_at_check" CHECK ("customers"."shopify_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_observed_at_check" CHECK ("customers"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_redacted_at_check" CHECK ("customers"."redacted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_deleted_at_check" CHECK ("customers"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_created_at_check" CHECK ("customers"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "customers_updated_at_check" CHECK ("customers"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."line_sources" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"backfill_id" uuid,
	"reconciliation_id" uuid,
	"kind" text NOT NULL,
	"digest" text,
	"operation_id" text,
	"observed_at" timestamp (3) with time zone,
	"url" text,
	"bytes_done" bigint DEFAULT 0 NOT NULL,
	"bytes_total" bigint,
	"skipping" boolean DEFAULT false NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"lines_total" integer,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "line_sources_backfill_unique" UNIQUE("shop_id","backfill_id","kind"),
	CONSTRAINT "line_sources_reconciliation_unique" UNIQUE("shop_id","reconciliation_id","kind"),
	CONSTRAINT "line_sources_owner_check" CHECK (num_nonnulls("private"."line_sources"."backfill_id", "private"."line_sources"."reconciliation_id") = 1),
	CONSTRAINT "line_sources_digest_kind_check" CHECK (("private"."line_sources"."kind" = 'file') = ("private"."line_sources"."digest" is not null)),
	CONSTRAINT "line_sources_kind_check" CHECK ("private"."line_sources"."kind" in ('file', 'customers', 'orders')),
	CONSTRAINT "line_sources_digest_check" CHECK ("private"."line_sources"."digest" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "line_sources_operation_id_check" CHECK ("private"."line_sources"."operation_id" ~ '^gid:\/\/shopify\/BulkOperation\/[0-9]{1,19}$'),
	CONSTRAINT "line_sources_url_check" CHECK (char_length("private"."line_sources"."url") <= 8192),
	CONSTRAINT "line_sources_bytes_done_check" CHECK ("private"."line_sources"."bytes_done" >= 0),
	CONSTRAINT "line_sources_lines_done_check" CHECK ("private"."line_sources"."lines_done" >= 0),
	CONSTRAINT "line_sources_observed_at_check" CHECK ("private"."line_sources"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_finished_at_check" CHECK ("private"."line_sources"."finished_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_created_at_check" CHECK ("private"."line_sources"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "line_sources_updated_at_check" CHECK ("private"."line_sources"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "order_differences" (
	"reconciliation_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"theirs" jsonb,
	"ours" jsonb,
	CONSTRAINT "order_differences_reconciliation_id_shop_id_shopify_id_pk" PRIMARY KEY("reconciliation_id","shop_id","shopify_id"),
	CONSTRAINT "order_differences_shopify_id_check" CHECK ("order_differences"."shopify_id" > 0),
	CONSTRAINT "order_differences_kind_check" CHECK ("order_differences"."kind" in ('differing', 'missing', 'only_ours')),
	CONSTRAINT "order_differences_sides_check" CHECK (("order_differences"."theirs" is null) = ("order_differences"."kind" = 'only_ours')
      and ("order_differences"."ours" is null) = ("order_differences"."kind" = 'missing')),
	CONSTRAINT "order_differences_theirs_check" CHECK (jsonb_typeof("order_differences"."theirs") = 'object' and octet_length("order_differences"."theirs"::text) <= 1024),
	CONSTRAINT "order_differences_ours_check" CHECK (jsonb_typeof("order_differences"."ours") = 'object' and octet_length("order_differences"."ours"::text) <= 1024)
);
--> statement-breakpoint
ALTER TABLE "order_differences" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."order_refunds" (
	"shop_id" uuid NOT NULL,
	"refund_id" bigint NOT NULL,
	"order_shopify_id" bigint NOT NULL,
	"amount" numeric(19, 4) NOT NULL,
	"refunded_at" timestamp (3) with time zone NOT NULL,
	"observed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_refunds_shop_id_refund_id_pk" PRIMARY KEY("shop_id","refund_id"),
	CONSTRAINT "order_refunds_refund_id_check" CHECK ("private"."order_refunds"."refund_id" > 0),
	CONSTRAINT "order_refunds_order_shopify_id_check" CHECK ("private"."order_refunds"."order_shopify_id" > 0),
	CONSTRAINT "order_refunds_amount_check" CHECK ("private"."order_refunds"."amount" >= 0 and "private"."order_refunds"."amount" < 10000000000),
	CONSTRAINT "order_refunds_refunded_at_check" CHECK ("private"."order_refunds"."refunded_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "order_refunds_observed_at_check" CHECK ("private"."order_refunds"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "order_refunds_created_at_check" CHECK ("private"."order_refunds"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."order_refunds" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid,
	"shopify_id" bigint NOT NULL,
	"order_number" text NOT NULL,
	"total_price" numeric(19, 4) NOT NULL,
	"refunded" numeric(19, 4) DEFAULT '0' NOT NULL,
	"currency" text NOT NULL,
	"financial_status" "financial_status" NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"value" numeric(19, 4) GENERATED ALWAYS AS (case when cancelled_at is null and deleted_at is null
      and financial_status in ('paid', 'partially_paid', 'partially_refunded')
      and (refunded = 0 or refunded < total_price) then total_price - refunded end) STORED,
	"shopify_updated_at" timestamp (3) with time zone NOT NULL,
	"observed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_shopify_id_unique" UNIQUE("shop_id","shopify_id"),
	CONSTRAINT "orders_shopify_id_check" CHECK ("orders"."shopify_id" > 0),
	CONSTRAINT "orders_order_number_check" CHECK (char_length("orders"."order_number") between 1 and 64),
	CONSTRAINT "orders_total_price_check" CHECK ("orders"."total_price" >= 0 and "orders"."total_price" < 10000000000),
	CONSTRAINT "orders_refunded_check" CHECK ("orders"."refunded" >= 0 and "orders"."refunded" < 10000000000),
	CONSTRAINT "orders_currency_check" CHECK ("orders"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_placed_at_check" CHECK ("orders"."placed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_cancelled_at_check" CHECK ("orders"."cancelled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_deleted_at_check" CHECK ("orders"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_shopify_updated_at_check" CHECK ("orders"."shopify_updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_observed_at_check" CHECK ("orders"."observed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_created_at_check" CHECK ("orders"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "orders_updated_at_check" CHECK ("orders"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."orders_seen" (
	"reconciliation_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"shopify_id" bigint NOT NULL,
	CONSTRAINT "orders_seen_reconciliation_id_shop_id_shopify_id_pk" PRIMARY KEY("reconciliation_id","shop_id","shopify_id"),
	CONSTRAINT "orders_seen_shopify_id_check" CHECK ("private"."orders_seen"."shopify_id" > 0)
);
--> statement-breakpoint
ALTER TABLE "private"."orders_seen" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"error" text,
	"truncated" boolean DEFAULT false NOT NULL,
	"customers_theirs" integer,
	"customers_ours" integer,
	"orders_theirs" integer,
	"orders_ours" integer,
	"compared" integer DEFAULT 0 NOT NULL,
	"differing" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"only_ours" integer DEFAULT 0 NOT NULL,
	"sum_theirs" numeric(19, 4) DEFAULT '0' NOT NULL,
	"sum_ours" numeric(19, 4) DEFAULT '0' NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciliations_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "reconciliations_state_check" CHECK ("reconciliations"."state" in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "reconciliations_error_check" CHECK (char_length("reconciliations"."error") between 1 and 64),
	CONSTRAINT "reconciliations_failed_check" CHECK (("reconciliations"."state" = 'failed') = ("reconciliations"."error" is not null)),
	CONSTRAINT "reconciliations_ended_check" CHECK (("reconciliations"."state" in ('queued', 'running')) = ("reconciliations"."ended_at" is null)),
	CONSTRAINT "reconciliations_compared_check" CHECK ("reconciliations"."compared" >= 0),
	CONSTRAINT "reconciliations_ended_at_check" CHECK ("reconciliations"."ended_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "reconciliations_created_at_check" CHECK ("reconciliations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "reconciliations_updated_at_check" CHECK ("reconciliations"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "reconciliations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."refused_matches" (
	"customer_id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_matches_customer_id_shop_id_user_id_pk" PRIMARY KEY("customer_id","shop_id","user_id"),
	CONSTRAINT "refused_matches_created_at_check" CHECK ("private"."refused_matches"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "segment_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"from" "customer_segment",
	"to" "customer_segment",
	"rfm" smallint,
	"as_of" date NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_changes_moved_check" CHECK ("segment_changes"."from" is distinct from "segment_changes"."to"),
	CONSTRAINT "segment_changes_rfm_check" CHECK (("segment_changes"."rfm" is null) = ("segment_changes"."to" is null)),
	CONSTRAINT "segment_changes_created_at_check" CHECK ("segment_changes"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "segment_changes" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."shop_credentials" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"client_id" text,
	"sealed_secret" text NOT NULL,
	"sealed_previous_secret" text,
	"previous_until" timestamp (3) with time zone,
	"sealed_token" text,
	"token_expires_at" timestamp (3) with time zone,
	"failed_renewals" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shop_credentials_kind_check" CHECK ("private"."shop_credentials"."kind" in ('client_credentials', 'offline_token')),
	CONSTRAINT "shop_credentials_client_id_check" CHECK (char_length("private"."shop_credentials"."client_id") between 1 and 255),
	CONSTRAINT "shop_credentials_client_check" CHECK (("private"."shop_credentials"."kind" = 'client_credentials') = ("private"."shop_credentials"."client_id" is not null)),
	CONSTRAINT "shop_credentials_sealed_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_previous_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_previous_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_token_check" CHECK (char_length("private"."shop_credentials"."sealed_token") between 1 and 4096),
	CONSTRAINT "shop_credentials_failed_renewals_check" CHECK ("private"."shop_credentials"."failed_renewals" >= 0),
	CONSTRAINT "shop_credentials_previous_until_check" CHECK ("private"."shop_credentials"."previous_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_token_expires_at_check" CHECK ("private"."shop_credentials"."token_expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_created_at_check" CHECK ("private"."shop_credentials"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_updated_at_check" CHECK ("private"."shop_credentials"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."shop_credentials" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."shopify_deliveries" (
	"shop_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"event_id" text NOT NULL,
	"triggered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shopify_deliveries_shop_id_topic_event_id_pk" PRIMARY KEY("shop_id","topic","event_id"),
	CONSTRAINT "shopify_deliveries_topic_check" CHECK (char_length("private"."shopify_deliveries"."topic") between 1 and 100),
	CONSTRAINT "shopify_deliveries_event_id_check" CHECK (char_length("private"."shopify_deliveries"."event_id") between 1 and 100),
	CONSTRAINT "shopify_deliveries_triggered_at_check" CHECK ("private"."shopify_deliveries"."triggered_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shopify_deliveries_created_at_check" CHECK ("private"."shopify_deliveries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."shopify_deliveries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "shops" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"gym_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"timezone" text NOT NULL,
	"segment_order" text DEFAULT 'listed' NOT NULL,
	"uninstalled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shops_domain_check" CHECK ("shops"."domain" ~ '^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$'),
	CONSTRAINT "shops_state_check" CHECK ("shops"."state" in ('connected', 'stale', 'truncated', 'uninstalled')),
	CONSTRAINT "shops_currency_check" CHECK ("shops"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "shops_timezone_name_check" CHECK (char_length("shops"."timezone") <= 64 and "shops"."timezone" ~ '^(UTC|Etc\/GMT(0|\+(1[0-2]|[0-9])|-(1[0-4]|[0-9]))|[A-Z][A-Za-z_-]+(\/[A-Z][A-Za-z_-]+){1,2})$'),
	CONSTRAINT "shops_timezone_check" CHECK (private.is_timezone("shops"."timezone")),
	CONSTRAINT "shops_segment_order_check" CHECK ("shops"."segment_order" in ('listed', 'most_specific')),
	CONSTRAINT "shops_uninstalled_check" CHECK (("shops"."state" = 'uninstalled') = ("shops"."uninstalled_at" is not null)),
	CONSTRAINT "shops_uninstalled_at_check" CHECK ("shops"."uninstalled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_deleted_at_check" CHECK ("shops"."deleted_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_created_at_check" CHECK ("shops"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shops_updated_at_check" CHECK ("shops"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "shops" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "backfill_rejects" ADD CONSTRAINT "backfill_rejects_backfill_fkey" FOREIGN KEY ("backfill_id","shop_id") REFERENCES "public"."backfills"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "backfills" ADD CONSTRAINT "backfills_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_stats" ADD CONSTRAINT "customer_stats_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_backfill_fkey" FOREIGN KEY ("backfill_id","shop_id") REFERENCES "public"."backfills"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."line_sources" ADD CONSTRAINT "line_sources_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "order_differences" ADD CONSTRAINT "order_differences_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."order_refunds" ADD CONSTRAINT "order_refunds_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."orders_seen" ADD CONSTRAINT "orders_seen_reconciliation_fkey" FOREIGN KEY ("reconciliation_id","shop_id") REFERENCES "public"."reconciliations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ADD CONSTRAINT "refused_matches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."refused_matches" ADD CONSTRAINT "refused_matches_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."shop_credentials" ADD CONSTRAINT "shop_credentials_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."shopify_deliveries" ADD CONSTRAINT "shopify_deliveries_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "shops" ADD CONSTRAINT "shops_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "backfills_shop_id_index" ON "backfills" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "backfills_live_unique" ON "backfills" USING btree ("shop_id") WHERE "backfills"."source" = 'bulk' and "backfills"."state" in ('queued', 'running');
--> statement-breakpoint
CREATE INDEX "customer_stats_shop_id_index" ON "customer_stats" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "customers_shop_id_index" ON "customers" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "customers_user_id_index" ON "customers" USING btree ("user_id") WHERE "customers"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "customers_email_index" ON "customers" USING btree (lower("email"),"shop_id") WHERE "customers"."email" is not null;
--> statement-breakpoint
CREATE INDEX "line_sources_backfill_id_index" ON "private"."line_sources" USING btree ("backfill_id","shop_id");
--> statement-breakpoint
CREATE INDEX "line_sources_reconciliation_id_index" ON "private"."line_sources" USING btree ("reconciliation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "order_refunds_order_index" ON "private"."order_refunds" USING btree ("shop_id","order_shopify_id");
--> statement-breakpoint
CREATE INDEX "orders_shop_id_index" ON "orders" USING btree ("shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "orders_customer_id_index" ON "orders" USING btree ("customer_id","shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "reconciliations_shop_id_index" ON "reconciliations" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_live_unique" ON "reconciliations" USING btree ("shop_id") WHERE "reconciliations"."state" in ('queued', 'running');
--> statement-breakpoint
CREATE INDEX "refused_matches_user_id_index" ON "private"."refused_matches" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "segment_changes_customer_id_index" ON "segment_changes" USING btree ("customer_id","shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "segment_changes_shop_id_index" ON "segment_changes" USING btree ("shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "shop_credentials_token_expires_at_index" ON "private"."shop_credentials" USING btree ("token_expires_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_domain_unique" ON "shops" USING btree ("domain") WHERE "shops"."deleted_at" is null and "shops"."state" <> 'uninstalled';
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_gym_id_domain_unique" ON "shops" USING btree ("gym_id","domain") WHERE "shops"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "shops_domain_index" ON "shops" USING btree ("domain","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "shops_gym_id_index" ON "shops" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
-- A manager of the shop ends a backfill that has not ended, and is answered it as it is then; what it
-- brought so far stays. Whoever runs it notices at the next of its steps.
create or replace function private.cancel_backfill(backfill uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
begin
  update public.backfills b set state = 'cancelled', ended_at = now()
  where b.id = backfill and b.shop_id = any (private.shop_ids())
    and b.state in ('queued', 'running');
  return query
    select b.* from public.backfills b
    where b.id = backfill and b.shop_id = any (private.shop_ids());
end
$$;
--> statement-breakpoint
revoke execute on function private.cancel_backfill(uuid) from public;
--> statement-breakpoint
grant execute on function private.cancel_backfill(uuid) to authenticated;
--> statement-breakpoint
-- A manager of the shop has all of its past read from Shopify; where that is under way, it is that one.
-- No row where there is no such shop of theirs.
create or replace function private.start_backfill(shop uuid) returns setof public.backfills
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  backfill uuid;
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  -- Two at once come one after the other.
  perform from public.shops s where s.id = shop for no key update;
  select b.id into backfill from public.backfills b
  where b.shop_id = shop and b.source = 'bulk' and b.state in ('queued', 'running');
  if backfill is null then
    if not exists (
      select from public.shops s where s.id = shop and s.state in ('connected', 'truncated')
    ) then
      raise exception 'the shop is not connected'
        using errcode = 'check_violation', constraint = 'shop_not_connected';
    end if;
    insert into public.backfills (shop_id, source) values (shop, 'bulk') returning id into backfill;
    insert into private.line_sources (shop_id, backfill_id, kind)
    values (shop, backfill, 'customers'), (shop, backfill, 'orders');
    perform private.enqueue_job(
      'run_backfill', jsonb_build_object('backfill_id', backfill), backfill::text
    );
  end if;
  return query select b.* from public.backfills b where b.id = backfill;
end
$$;
--> statement-breakpoint
revoke execute on function private.start_backfill(uuid) from public;
--> statement-breakpoint
grant execute on function private.start_backfill(uuid) to authenticated;
--> statement-breakpoint
create policy "backfill_rejects_select_manager" on "public"."backfill_rejects" as permissive for select to authenticated
  using ("backfill_rejects"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "backfills_select_manager" on "public"."backfills" as permissive for select to authenticated
  using ("backfills"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customer_stats_select_manager" on "public"."customer_stats" as permissive for select to authenticated
  using ("customer_stats"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customers_select_manager" on "public"."customers" as permissive for select to authenticated
  using ("customers"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "order_differences_select_manager" on "public"."order_differences" as permissive for select to authenticated
  using ("order_differences"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "orders_select_own_or_manager" on "public"."orders" as permissive for select to authenticated
  using (("orders"."customer_id" = any ((select private.own_customer_ids())::uuid[]) or "orders"."shop_id" = any ((select private.shop_ids())::uuid[])));
--> statement-breakpoint
create policy "reconciliations_select_manager" on "public"."reconciliations" as permissive for select to authenticated
  using ("reconciliations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "segment_changes_select_manager" on "public"."segment_changes" as permissive for select to authenticated
  using ("segment_changes"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "shops_select_manager" on "public"."shops" as permissive for select to authenticated
  using (("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "shops"."deleted_at" is null));
--> statement-breakpoint
create policy "shops_update_manager" on "public"."shops" as permissive for update to authenticated
  using (("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "shops"."deleted_at" is null))
  with check ("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
--> statement-breakpoint
create trigger "backfills_touch" before update on "public"."backfills"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "backfills_transition" before insert or update of "state" on "public"."backfills"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["running","failed","cancelled"],"running":["succeeded","failed","cancelled"],"succeeded":[],"failed":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "customers_hold_user_id" before insert or update of "user_id" on "public"."customers"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "customers_touch" before update on "public"."customers"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "orders_touch" before update on "public"."orders"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "reconciliations_touch" before update on "public"."reconciliations"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "reconciliations_transition" before insert or update of "state" on "public"."reconciliations"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["running","failed","cancelled"],"running":["succeeded","failed","cancelled"],"succeeded":[],"failed":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "refused_matches_hold_user_id" before insert or update of "user_id" on "private"."refused_matches"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "shop_credentials_touch" before update on "private"."shop_credentials"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "shops_touch" before update on "public"."shops"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
alter table "public"."backfill_rejects" force row level security;
--> statement-breakpoint
revoke all on table "public"."backfill_rejects" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."backfill_rejects" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."backfill_rejects" to service_role;
--> statement-breakpoint
alter table "public"."backfills" force row level security;
--> statement-breakpoint
revoke all on table "public"."backfills" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."backfills" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."backfills" to service_role;
--> statement-breakpoint
alter table "public"."customer_stats" force row level security;
--> statement-breakpoint
revoke all on table "public"."customer_stats" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customer_stats" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."customer_stats" to service_role;
--> statement-breakpoint
alter table "public"."customers" force row level security;
--> statement-breakpoint
revoke all on table "public"."customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customers" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."customers" to service_role;
--> statement-breakpoint
alter table "private"."line_sources" force row level security;
--> statement-breakpoint
revoke all on table "private"."line_sources" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."line_sources" to service_role;
--> statement-breakpoint
alter table "public"."order_differences" force row level security;
--> statement-breakpoint
revoke all on table "public"."order_differences" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."order_differences" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."order_differences" to service_role;
--> statement-breakpoint
alter table "private"."order_refunds" force row level security;
--> statement-breakpoint
revoke all on table "private"."order_refunds" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."order_refunds" to service_role;
--> statement-breakpoint
alter table "public"."orders" force row level security;
--> statement-breakpoint
revoke all on table "public"."orders" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."orders" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."orders" to service_role;
--> statement-breakpoint
alter table "private"."orders_seen" force row level security;
--> statement-breakpoint
revoke all on table "private"."orders_seen" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."orders_seen" to service_role;
--> statement-breakpoint
alter table "public"."reconciliations" force row level security;
--> statement-breakpoint
revoke all on table "public"."reconciliations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."reconciliations" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."reconciliations" to service_role;
--> statement-breakpoint
alter table "private"."refused_matches" force row level security;
--> statement-breakpoint
revoke all on table "private"."refused_matches" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."refused_matches" to service_role;
--> statement-breakpoint
alter table "public"."segment_changes" force row level security;
--> statement-breakpoint
revoke all on table "public"."segment_changes" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."segment_changes" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."segment_changes" to service_role;
--> statement-breakpoint
alter table "private"."shop_credentials" force row level security;
--> statement-breakpoint
revoke all on table "private"."shop_credentials" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."shopify_deliveries" force row level security;
--> statement-breakpoint
revoke all on table "private"."shopify_deliveries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."shopify_deliveries" to service_role;
--> statement-breakpoint
alter table "public"."shops" force row level security;
--> statement-breakpoint
revoke all on table "public"."shops" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update ("segment_order") on table "public"."shops" to authenticated;
--> statement-breakpoint
grant select, insert, update, delete on table "public"."shops" to service_role;
--> statement-breakpoint
-- src/db/schema/store/customers/customer-stats.after.sql (fccb71861bad5564)
-- Whole shops are scored at once: with room on every page and no index on a score, rows are updated in
-- place, without a new entry in an index and without growing.
alter table public.customer_stats set (fillfactor = 70);
