CREATE TABLE "private"."automation_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"key" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"node" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_entries_once" UNIQUE("automation_id","customer_id","key"),
	CONSTRAINT "automation_entries_state_check" CHECK ("private"."automation_entries"."state" in ('active', 'done', 'left')),
	CONSTRAINT "automation_entries_key_check" CHECK (char_length("private"."automation_entries"."key") between 1 and 200),
	CONSTRAINT "automation_entries_details_check" CHECK (jsonb_typeof("private"."automation_entries"."details") = 'object' and octet_length("private"."automation_entries"."details"::text) <= 2000),
	CONSTRAINT "automation_entries_node_check" CHECK ("private"."automation_entries"."node" >= 0),
	CONSTRAINT "automation_entries_due_at_check" CHECK ("private"."automation_entries"."due_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_entries_created_at_check" CHECK ("private"."automation_entries"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_entries_updated_at_check" CHECK ("private"."automation_entries"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."automation_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"key" text NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_events_key_check" CHECK (char_length("private"."automation_events"."key") between 1 and 200),
	CONSTRAINT "automation_events_details_check" CHECK (jsonb_typeof("private"."automation_events"."details") = 'object' and octet_length("private"."automation_events"."details"::text) <= 2000),
	CONSTRAINT "automation_events_happened_at_check" CHECK ("private"."automation_events"."happened_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automation_events_created_at_check" CHECK ("private"."automation_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."automation_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "automation_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"trigger_options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"conditions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topic" text DEFAULT 'offers' NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"send_days" smallint[],
	"hold_out_percent" integer DEFAULT 0 NOT NULL,
	"attribution_days" integer DEFAULT 7 NOT NULL,
	"nodes" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automation_versions_number_unique" UNIQUE("automation_id","shop_id","number"),
	CONSTRAINT "automation_versions_id_shop_id_unique" UNIQUE("id","automation_id","shop_id"),
	CONSTRAINT "automation_versions_number_check" CHECK ("automation_versions"."number" >= 1),
	CONSTRAINT "automation_versions_trigger_options_check" CHECK (jsonb_typeof("automation_versions"."trigger_options") = 'object' and octet_length("automation_versions"."trigger_options"::text) <= 2000),
	CONSTRAINT "automation_versions_conditions_check" CHECK (case when jsonb_typeof("automation_versions"."conditions") = 'array' and octet_length("automation_versions"."conditions"::text) <= 10000 then
      jsonb_array_length(jsonb_path_query_array("automation_versions"."conditions", 'strict $[*] ? (@.type() == "object" && @.field.type() == "string" && @.is.type() == "string")')) = jsonb_array_length("automation_versions"."conditions")
      else "automation_versions"."conditions" is null end),
	CONSTRAINT "automation_versions_nodes_check" CHECK (case when jsonb_typeof("automation_versions"."nodes") = 'array' and octet_length("automation_versions"."nodes"::text) <= 30000 then
      jsonb_array_length(jsonb_path_query_array("automation_versions"."nodes", 'strict $[*] ? (@.type() == "object" && @.kind.type() == "string")')) = jsonb_array_length("automation_versions"."nodes")
      else "automation_versions"."nodes" is null end),
	CONSTRAINT "automation_versions_topic_check" CHECK ("automation_versions"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "automation_versions_quiet_from_check" CHECK ("automation_versions"."quiet_from" < '24:00' and extract(second from "automation_versions"."quiet_from") = 0),
	CONSTRAINT "automation_versions_quiet_until_check" CHECK ("automation_versions"."quiet_until" < '24:00' and extract(second from "automation_versions"."quiet_until") = 0),
	CONSTRAINT "automation_versions_send_days_check" CHECK (cardinality("automation_versions"."send_days") between 1 and 7 and array_position("automation_versions"."send_days", null) is null
        and "automation_versions"."send_days" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "automation_versions_hold_out_percent_check" CHECK ("automation_versions"."hold_out_percent" between 0 and 50),
	CONSTRAINT "automation_versions_attribution_days_check" CHECK ("automation_versions"."attribution_days" between 1 and 90),
	CONSTRAINT "automation_versions_quiet_check" CHECK (num_nonnulls("automation_versions"."quiet_from", "automation_versions"."quiet_until") in (0, 2)
      and coalesce("automation_versions"."quiet_from" <> "automation_versions"."quiet_until", true)),
	CONSTRAINT "automation_versions_created_at_check" CHECK ("automation_versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "automation_versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "automations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"name" text NOT NULL,
	"trigger" "trigger_type" NOT NULL,
	"trigger_options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"conditions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"topic" text DEFAULT 'offers' NOT NULL,
	"quiet_from" time(0),
	"quiet_until" time(0),
	"send_days" smallint[],
	"hold_out_percent" integer DEFAULT 0 NOT NULL,
	"attribution_days" integer DEFAULT 7 NOT NULL,
	"action" "action_type" NOT NULL,
	"template_id" uuid,
	"tag" text,
	"delay_minutes" integer DEFAULT 0 NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"published_version" integer,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automations_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "automations_name_check" CHECK (char_length("automations"."name") between 1 and 100),
	CONSTRAINT "automations_trigger_options_check" CHECK (jsonb_typeof("automations"."trigger_options") = 'object' and octet_length("automations"."trigger_options"::text) <= 2000),
	CONSTRAINT "automations_conditions_check" CHECK (case when jsonb_typeof("automations"."conditions") = 'array' and octet_length("automations"."conditions"::text) <= 10000 then
      jsonb_array_length(jsonb_path_query_array("automations"."conditions", 'strict $[*] ? (@.type() == "object" && @.field.type() == "string" && @.is.type() == "string")')) = jsonb_array_length("automations"."conditions")
      else "automations"."conditions" is null end),
	CONSTRAINT "automations_steps_check" CHECK (case when jsonb_typeof("automations"."steps") = 'array' and octet_length("automations"."steps"::text) <= 20000 then
      jsonb_array_length(jsonb_path_query_array("automations"."steps", 'strict $[*] ? (@.type() == "object" && @.kind.type() == "string")')) = jsonb_array_length("automations"."steps")
      else "automations"."steps" is null end),
	CONSTRAINT "automations_topic_check" CHECK ("automations"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "automations_quiet_from_check" CHECK ("automations"."quiet_from" < '24:00' and extract(second from "automations"."quiet_from") = 0),
	CONSTRAINT "automations_quiet_until_check" CHECK ("automations"."quiet_until" < '24:00' and extract(second from "automations"."quiet_until") = 0),
	CONSTRAINT "automations_send_days_check" CHECK (cardinality("automations"."send_days") between 1 and 7 and array_position("automations"."send_days", null) is null
        and "automations"."send_days" <@ '{1,2,3,4,5,6,7}'::smallint[]),
	CONSTRAINT "automations_hold_out_percent_check" CHECK ("automations"."hold_out_percent" between 0 and 50),
	CONSTRAINT "automations_attribution_days_check" CHECK ("automations"."attribution_days" between 1 and 90),
	CONSTRAINT "automations_tag_check" CHECK (char_length("automations"."tag") between 1 and 50),
	CONSTRAINT "automations_delay_minutes_check" CHECK ("automations"."delay_minutes" between 0 and 129600),
	CONSTRAINT "automations_published_version_check" CHECK ("automations"."published_version" >= 1),
	CONSTRAINT "automations_quiet_check" CHECK (num_nonnulls("automations"."quiet_from", "automations"."quiet_until") in (0, 2)
      and coalesce("automations"."quiet_from" <> "automations"."quiet_until", true)),
	CONSTRAINT "automations_action_check" CHECK (("automations"."action" = 'tag') = ("automations"."tag" is not null)
      and ("automations"."action" <> 'tag') = ("automations"."template_id" is not null)),
	CONSTRAINT "automations_enabled_check" CHECK (not "automations"."enabled" or ("automations"."published_version" is not null and "automations"."archived_at" is null)),
	CONSTRAINT "automations_archived_at_check" CHECK ("automations"."archived_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automations_created_at_check" CHECK ("automations"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "automations_updated_at_check" CHECK ("automations"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "automations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "customer_tags" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"tag" text NOT NULL,
	"automation_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_tags_customer_id_shop_id_tag_pk" PRIMARY KEY("customer_id","shop_id","tag"),
	CONSTRAINT "customer_tags_tag_check" CHECK (char_length("customer_tags"."tag") between 1 and 50),
	CONSTRAINT "customer_tags_created_at_check" CHECK ("customer_tags"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "customer_tags" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dry_run_customers" (
	"shop_id" uuid NOT NULL,
	"dry_run_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "dry_run_customers_dry_run_id_shop_id_customer_id_pk" PRIMARY KEY("dry_run_id","shop_id","customer_id"),
	CONSTRAINT "dry_run_customers_outcome_check" CHECK ("dry_run_customers"."outcome" in ('to_send', 'held_out', 'rescheduled', 'refused', 'not_planned')),
	CONSTRAINT "dry_run_customers_reason_check" CHECK (char_length("dry_run_customers"."reason") <= 64),
	CONSTRAINT "dry_run_customers_at_check" CHECK ("dry_run_customers"."at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "dry_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"as_of" timestamp (3) with time zone,
	"totals" jsonb,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dry_runs_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "dry_runs_state_check" CHECK ("dry_runs"."state" in ('queued', 'done', 'failed')),
	CONSTRAINT "dry_runs_totals_check" CHECK (jsonb_typeof("dry_runs"."totals") = 'object' and octet_length("dry_runs"."totals"::text) <= 10000),
	CONSTRAINT "dry_runs_error_check" CHECK (char_length("dry_runs"."error") <= 64),
	CONSTRAINT "dry_runs_as_of_check" CHECK ("dry_runs"."as_of" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dry_runs_created_at_check" CHECK ("dry_runs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "dry_runs_updated_at_check" CHECK ("dry_runs"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "dry_runs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."mailing_contacts" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"handed_over" timestamp (3) with time zone[] DEFAULT '{}'::timestamptz[] NOT NULL,
	CONSTRAINT "mailing_contacts_customer_id_shop_id_pk" PRIMARY KEY("customer_id","shop_id"),
	CONSTRAINT "mailing_contacts_handed_over_check" CHECK (cardinality("private"."mailing_contacts"."handed_over") <= 100)
);
--> statement-breakpoint
ALTER TABLE "private"."mailing_contacts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "mailing_settings" (
	"shop_id" uuid PRIMARY KEY NOT NULL,
	"cap_messages" integer DEFAULT 3 NOT NULL,
	"cap_days" integer DEFAULT 7 NOT NULL,
	"reply_to" text,
	"postal_address" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailing_settings_cap_messages_check" CHECK ("mailing_settings"."cap_messages" between 1 and 100),
	CONSTRAINT "mailing_settings_cap_days_check" CHECK ("mailing_settings"."cap_days" between 1 and 90),
	CONSTRAINT "mailing_settings_reply_to_check" CHECK (char_length("mailing_settings"."reply_to") between 1 and 320),
	CONSTRAINT "mailing_settings_postal_address_check" CHECK (char_length("mailing_settings"."postal_address") between 1 and 300),
	CONSTRAINT "mailing_settings_created_at_check" CHECK ("mailing_settings"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "mailing_settings_updated_at_check" CHECK ("mailing_settings"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "mailing_settings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_logs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"automation_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"node" integer NOT NULL,
	"channel" "message_channel" NOT NULL,
	"status" "message_status" NOT NULL,
	"reason" text,
	"dedupe_key" text NOT NULL,
	"address" text,
	"planned_for" timestamp (3) with time zone NOT NULL,
	"scheduled_for" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"provider_message_id" text,
	"error" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_logs_dedupe_key_unique" UNIQUE("shop_id","dedupe_key"),
	CONSTRAINT "message_logs_reason_check" CHECK ("message_logs"."reason" in ('customer_gone', 'automation_stopped', 'no_address', 'no_device', 'minor', 'suppressed', 'unsubscribed', 'no_consent', 'topic_refused', 'missing_value', 'quiet_hours', 'send_window', 'cap', 'refused_by_provider', 'gave_up', 'outcome_unknown', 'cannot_render')),
	CONSTRAINT "message_logs_dedupe_key_check" CHECK (char_length("message_logs"."dedupe_key") between 1 and 200),
	CONSTRAINT "message_logs_address_check" CHECK (char_length("message_logs"."address") between 1 and 320),
	CONSTRAINT "message_logs_provider_message_id_check" CHECK (char_length("message_logs"."provider_message_id") <= 200),
	CONSTRAINT "message_logs_error_check" CHECK (char_length("message_logs"."error") <= 500),
	CONSTRAINT "message_logs_node_check" CHECK ("message_logs"."node" >= 0),
	CONSTRAINT "message_logs_attempts_check" CHECK ("message_logs"."attempts" >= 0),
	CONSTRAINT "message_logs_reason_given_check" CHECK ("message_logs"."status" not in ('refused', 'failed') or "message_logs"."reason" is not null),
	CONSTRAINT "message_logs_claim_check" CHECK (("message_logs"."status" = 'sending') = ("message_logs"."claim" is not null)),
	CONSTRAINT "message_logs_planned_for_check" CHECK ("message_logs"."planned_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_scheduled_for_check" CHECK ("message_logs"."scheduled_for" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_claimed_until_check" CHECK ("message_logs"."claimed_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_sent_at_check" CHECK ("message_logs"."sent_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_created_at_check" CHECK ("message_logs"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_logs_updated_at_check" CHECK ("message_logs"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_logs" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_template_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"channel" "message_channel" NOT NULL,
	"default_locale" text NOT NULL,
	"contents" jsonb NOT NULL,
	"fallbacks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"variables" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_template_versions_number_unique" UNIQUE("template_id","shop_id","number"),
	CONSTRAINT "message_template_versions_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "message_template_versions_number_check" CHECK ("message_template_versions"."number" >= 1),
	CONSTRAINT "message_template_versions_default_locale_check" CHECK ("message_template_versions"."default_locale" ~ '^[a-z]{2}(-[A-Z]{2})?$'),
	CONSTRAINT "message_template_versions_contents_check" CHECK (jsonb_typeof("message_template_versions"."contents") = 'object' and octet_length("message_template_versions"."contents"::text) <= 200000),
	CONSTRAINT "message_template_versions_default_check" CHECK ("message_template_versions"."contents" ? "message_template_versions"."default_locale"),
	CONSTRAINT "message_template_versions_fallbacks_check" CHECK (jsonb_typeof("message_template_versions"."fallbacks") = 'object' and octet_length("message_template_versions"."fallbacks"::text) <= 10000),
	CONSTRAINT "message_template_versions_variables_check" CHECK (cardinality("message_template_versions"."variables") <= 50 and array_position("message_template_versions"."variables", null) is null),
	CONSTRAINT "message_template_versions_created_at_check" CHECK ("message_template_versions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_template_versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "message_templates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"name" text NOT NULL,
	"channel" "message_channel" NOT NULL,
	"default_locale" text NOT NULL,
	"contents" jsonb NOT NULL,
	"fallbacks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"published_version" integer,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_templates_id_shop_id_unique" UNIQUE("id","shop_id"),
	CONSTRAINT "message_templates_name_check" CHECK (char_length("message_templates"."name") between 1 and 100),
	CONSTRAINT "message_templates_default_locale_check" CHECK ("message_templates"."default_locale" ~ '^[a-z]{2}(-[A-Z]{2})?$'),
	CONSTRAINT "message_templates_contents_check" CHECK (jsonb_typeof("message_templates"."contents") = 'object' and octet_length("message_templates"."contents"::text) <= 200000),
	CONSTRAINT "message_templates_default_check" CHECK ("message_templates"."contents" ? "message_templates"."default_locale"),
	CONSTRAINT "message_templates_fallbacks_check" CHECK (jsonb_typeof("message_templates"."fallbacks") = 'object' and octet_length("message_templates"."fallbacks"::text) <= 10000),
	CONSTRAINT "message_templates_published_version_check" CHECK ("message_templates"."published_version" >= 1),
	CONSTRAINT "message_templates_archived_at_check" CHECK ("message_templates"."archived_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_templates_created_at_check" CHECK ("message_templates"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "message_templates_updated_at_check" CHECK ("message_templates"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "message_templates" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "refused_topics" (
	"shop_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_topics_customer_id_shop_id_topic_pk" PRIMARY KEY("customer_id","shop_id","topic"),
	CONSTRAINT "refused_topics_topic_check" CHECK ("refused_topics"."topic" in ('offers', 'training', 'milestones')),
	CONSTRAINT "refused_topics_created_at_check" CHECK ("refused_topics"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "refused_topics" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"shop_id" uuid NOT NULL,
	"address" text,
	"customer_id" uuid,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppressions_once" UNIQUE("shop_id","address","reason"),
	CONSTRAINT "suppressions_address_check" CHECK (char_length("suppressions"."address") between 1 and 320),
	CONSTRAINT "suppressions_reason_check" CHECK ("suppressions"."reason" in ('unsubscribed', 'bounced', 'complained')),
	CONSTRAINT "suppressions_small_letters_check" CHECK ("suppressions"."address" = lower("suppressions"."address")),
	CONSTRAINT "suppressions_whose_check" CHECK (num_nonnulls("suppressions"."address", "suppressions"."customer_id") > 0),
	CONSTRAINT "suppressions_since_check" CHECK ("suppressions"."since" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "suppressions_created_at_check" CHECK ("suppressions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "suppressions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ADD CONSTRAINT "automation_entries_version_fkey" FOREIGN KEY ("version_id","automation_id","shop_id") REFERENCES "public"."automation_versions"("id","automation_id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."automation_entries" ADD CONSTRAINT "automation_entries_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."automation_events" ADD CONSTRAINT "automation_events_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automation_versions" ADD CONSTRAINT "automation_versions_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_template_fkey" FOREIGN KEY ("template_id","shop_id") REFERENCES "public"."message_templates"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ADD CONSTRAINT "dry_run_customers_dry_run_fkey" FOREIGN KEY ("dry_run_id","shop_id") REFERENCES "public"."dry_runs"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ADD CONSTRAINT "dry_run_customers_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "dry_runs" ADD CONSTRAINT "dry_runs_automation_fkey" FOREIGN KEY ("automation_id","shop_id") REFERENCES "public"."automations"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."mailing_contacts" ADD CONSTRAINT "mailing_contacts_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "mailing_settings" ADD CONSTRAINT "mailing_settings_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_logs" ADD CONSTRAINT "message_logs_version_fkey" FOREIGN KEY ("version_id","automation_id","shop_id") REFERENCES "public"."automation_versions"("id","automation_id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_logs" ADD CONSTRAINT "message_logs_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_template_versions" ADD CONSTRAINT "message_template_versions_template_fkey" FOREIGN KEY ("template_id","shop_id") REFERENCES "public"."message_templates"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "refused_topics" ADD CONSTRAINT "refused_topics_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "automation_entries_version_id_index" ON "private"."automation_entries" USING btree ("version_id","automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_entries_customer_id_index" ON "private"."automation_entries" USING btree ("customer_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_entries_due_index" ON "private"."automation_entries" USING btree ("due_at","id") WHERE "private"."automation_entries"."state" = 'active';
--> statement-breakpoint
CREATE INDEX "automation_events_customer_id_index" ON "private"."automation_events" USING btree ("customer_id","shop_id");
--> statement-breakpoint
CREATE INDEX "automation_events_created_at_index" ON "private"."automation_events" USING btree ("shop_id","created_at");
--> statement-breakpoint
CREATE INDEX "automations_shop_id_index" ON "automations" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "automations_template_id_index" ON "automations" USING btree ("template_id","shop_id");
--> statement-breakpoint
CREATE INDEX "customer_tags_automation_id_index" ON "customer_tags" USING btree ("automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "customer_tags_tag_index" ON "customer_tags" USING btree ("shop_id","tag");
--> statement-breakpoint
CREATE INDEX "dry_run_customers_customer_id_index" ON "dry_run_customers" USING btree ("customer_id","shop_id");
--> statement-breakpoint
CREATE INDEX "dry_run_customers_outcome_index" ON "dry_run_customers" USING btree ("dry_run_id","outcome","reason","customer_id");
--> statement-breakpoint
CREATE INDEX "dry_runs_automation_id_index" ON "dry_runs" USING btree ("automation_id","shop_id","created_at");
--> statement-breakpoint
CREATE INDEX "dry_runs_shop_id_index" ON "dry_runs" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "mailing_contacts_shop_id_index" ON "private"."mailing_contacts" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "message_logs_version_id_index" ON "message_logs" USING btree ("version_id","automation_id","shop_id");
--> statement-breakpoint
CREATE INDEX "message_logs_customer_id_index" ON "message_logs" USING btree ("customer_id","shop_id","sent_at");
--> statement-breakpoint
CREATE INDEX "message_logs_automation_id_index" ON "message_logs" USING btree ("automation_id","planned_for","id");
--> statement-breakpoint
CREATE INDEX "message_logs_shop_id_index" ON "message_logs" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "message_logs_due_index" ON "message_logs" USING btree ("shop_id","scheduled_for","id") WHERE "message_logs"."status" = 'scheduled';
--> statement-breakpoint
CREATE INDEX "message_logs_claimed_index" ON "message_logs" USING btree ("claimed_until") WHERE "message_logs"."status" = 'sending';
--> statement-breakpoint
CREATE INDEX "message_logs_provider_message_id_index" ON "message_logs" USING btree ("provider_message_id") WHERE "message_logs"."provider_message_id" is not null;
--> statement-breakpoint
CREATE INDEX "message_templates_shop_id_index" ON "message_templates" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "refused_topics_shop_id_index" ON "refused_topics" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "suppressions_shop_id_index" ON "suppressions" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "suppressions_customer_id_index" ON "suppressions" USING btree ("customer_id","shop_id");
--> statement-breakpoint
create policy "automation_versions_select_manager" on "public"."automation_versions" as permissive for select to authenticated
  using ("automation_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automation_versions_insert_manager" on "public"."automation_versions" as permissive for insert to authenticated
  with check ("automation_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_select_manager" on "public"."automations" as permissive for select to authenticated
  using ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_insert_manager" on "public"."automations" as permissive for insert to authenticated
  with check ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "automations_update_manager" on "public"."automations" as permissive for update to authenticated
  using ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("automations"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customer_tags_select_manager" on "public"."customer_tags" as permissive for select to authenticated
  using ("customer_tags"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "dry_run_customers_select_manager" on "public"."dry_run_customers" as permissive for select to authenticated
  using ("dry_run_customers"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "dry_runs_select_manager" on "public"."dry_runs" as permissive for select to authenticated
  using ("dry_runs"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_select_manager" on "public"."mailing_settings" as permissive for select to authenticated
  using ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_insert_manager" on "public"."mailing_settings" as permissive for insert to authenticated
  with check ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "mailing_settings_update_manager" on "public"."mailing_settings" as permissive for update to authenticated
  using ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("mailing_settings"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_logs_select_manager" on "public"."message_logs" as permissive for select to authenticated
  using ("message_logs"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_template_versions_select_manager" on "public"."message_template_versions" as permissive for select to authenticated
  using ("message_template_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_template_versions_insert_manager" on "public"."message_template_versions" as permissive for insert to authenticated
  with check ("message_template_versions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_select_manager" on "public"."message_templates" as permissive for select to authenticated
  using ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_insert_manager" on "public"."message_templates" as permissive for insert to authenticated
  with check ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "message_templates_update_manager" on "public"."message_templates" as permissive for update to authenticated
  using ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]))
  with check ("message_templates"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "refused_topics_select_manager" on "public"."refused_topics" as permissive for select to authenticated
  using ("refused_topics"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "suppressions_select_manager" on "public"."suppressions" as permissive for select to authenticated
  using ("suppressions"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create trigger "automation_entries_touch" before update on "private"."automation_entries"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "automation_entries_transition" before insert or update of "state" on "private"."automation_entries"
  for each row execute function private.guard_transition('state', '{"":["active"],"active":["done","left"],"done":[],"left":[]}');
--> statement-breakpoint
create trigger "automation_versions_stamp_insert" before insert on "public"."automation_versions"
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "automations_touch" before update on "public"."automations"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "automations_stamp_insert" before insert on "public"."automations"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
create trigger "dry_runs_touch" before update on "public"."dry_runs"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "dry_runs_transition" before insert or update of "state" on "public"."dry_runs"
  for each row execute function private.guard_transition('state', '{"":["queued"],"queued":["done","failed"],"done":[],"failed":[]}');
--> statement-breakpoint
create trigger "mailing_settings_touch" before update on "public"."mailing_settings"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "message_logs_touch" before update on "public"."message_logs"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "message_logs_transition" before update of "status" on "public"."message_logs"
  for each row when ((old."status", new."status") not in (('scheduled', 'scheduled'), ('scheduled', 'sending'), ('scheduled', 'refused'), ('scheduled', 'cancelled'), ('scheduled', 'failed'), ('sending', 'sending'), ('sending', 'scheduled'), ('sending', 'sent'), ('sending', 'delivered'), ('sending', 'bounced'), ('sending', 'complained'), ('sending', 'failed'), ('sending', 'refused'), ('sent', 'sent'), ('sent', 'delivered'), ('sent', 'bounced'), ('sent', 'complained'), ('delivered', 'delivered'), ('delivered', 'bounced'), ('delivered', 'complained'), ('bounced', 'bounced'), ('bounced', 'complained'), ('complained', 'complained'), ('failed', 'failed'), ('failed', 'scheduled'), ('failed', 'delivered'), ('failed', 'bounced'), ('failed', 'complained'), ('held_out', 'held_out'), ('refused', 'refused'), ('cancelled', 'cancelled'))) execute function private.guard_transition('status', '{"scheduled":["sending","refused","cancelled","failed"],"sending":["scheduled","sent","delivered","bounced","complained","failed","refused"],"sent":["delivered","bounced","complained"],"delivered":["bounced","complained"],"bounced":["complained"],"complained":[],"failed":["scheduled","delivered","bounced","complained"],"held_out":[],"refused":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "message_template_versions_stamp_insert" before insert on "public"."message_template_versions"
  for each row execute function private.stamp_created();
--> statement-breakpoint
create trigger "message_templates_touch" before update on "public"."message_templates"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "message_templates_stamp_insert" before insert on "public"."message_templates"
  for each row execute function private.stamp_insert();
--> statement-breakpoint
alter table "private"."automation_entries" force row level security;
--> statement-breakpoint
revoke all on table "private"."automation_entries" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update on table "private"."automation_entries" to service_role;
--> statement-breakpoint
alter table "private"."automation_events" force row level security;
--> statement-breakpoint
revoke all on table "private"."automation_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, delete on table "private"."automation_events" to service_role;
--> statement-breakpoint
alter table "public"."automation_versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."automation_versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."automation_versions" to authenticated;
--> statement-breakpoint
grant select on table "public"."automation_versions" to service_role;
--> statement-breakpoint
alter table "public"."automations" force row level security;
--> statement-breakpoint
revoke all on table "public"."automations" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "trigger", "trigger_options", "conditions", "topic", "quiet_from", "quiet_until", "send_days", "hold_out_percent", "attribution_days", "action", "template_id", "tag", "delay_minutes", "steps", "enabled", "published_version", "archived_at") on table "public"."automations" to authenticated;
--> statement-breakpoint
grant select on table "public"."automations" to service_role;
--> statement-breakpoint
alter table "public"."customer_tags" force row level security;
--> statement-breakpoint
revoke all on table "public"."customer_tags" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."customer_tags" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."customer_tags" to service_role;
--> statement-breakpoint
alter table "public"."dry_run_customers" force row level security;
--> statement-breakpoint
revoke all on table "public"."dry_run_customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dry_run_customers" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."dry_run_customers" to service_role;
--> statement-breakpoint
alter table "public"."dry_runs" force row level security;
--> statement-breakpoint
revoke all on table "public"."dry_runs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."dry_runs" to authenticated;
--> statement-breakpoint
grant select, update on table "public"."dry_runs" to service_role;
--> statement-breakpoint
alter table "private"."mailing_contacts" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_contacts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update on table "private"."mailing_contacts" to service_role;
--> statement-breakpoint
alter table "public"."mailing_settings" force row level security;
--> statement-breakpoint
revoke all on table "public"."mailing_settings" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("cap_messages", "cap_days", "reply_to", "postal_address") on table "public"."mailing_settings" to authenticated;
--> statement-breakpoint
grant select on table "public"."mailing_settings" to service_role;
--> statement-breakpoint
alter table "public"."message_logs" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_logs" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."message_logs" to authenticated;
--> statement-breakpoint
grant select, insert, update on table "public"."message_logs" to service_role;
--> statement-breakpoint
alter table "public"."message_template_versions" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_template_versions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert on table "public"."message_template_versions" to authenticated;
--> statement-breakpoint
grant select on table "public"."message_template_versions" to service_role;
--> statement-breakpoint
alter table "public"."message_templates" force row level security;
--> statement-breakpoint
revoke all on table "public"."message_templates" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update ("name", "default_locale", "contents", "fallbacks", "published_version", "archived_at") on table "public"."message_templates" to authenticated;
--> statement-breakpoint
grant select on table "public"."message_templates" to service_role;
--> statement-breakpoint
alter table "public"."refused_topics" force row level security;
--> statement-breakpoint
revoke all on table "public"."refused_topics" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."refused_topics" to authenticated;
--> statement-breakpoint
grant select on table "public"."refused_topics" to service_role;
--> statement-breakpoint
alter table "public"."suppressions" force row level security;
--> statement-breakpoint
revoke all on table "public"."suppressions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select on table "public"."suppressions" to authenticated;
--> statement-breakpoint
grant select, insert on table "public"."suppressions" to service_role;
