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
-- Credentials of which something was sealed by another key than the one that seals now, after a shop.
create or replace function private.credentials_to_reseal(
  key_name text, after uuid, most integer
)
returns table (
  shop_id uuid, sealed_secret text, sealed_previous_secret text, sealed_token text
)
language sql stable security definer set search_path = '' as $$
  select c.shop_id, c.sealed_secret, c.sealed_previous_secret, c.sealed_token
  from private.shop_credentials c
  where (after is null or c.shop_id > after) and (
    split_part(c.sealed_secret, '.', 1) <> key_name
    or split_part(c.sealed_previous_secret, '.', 1) <> key_name
    or split_part(c.sealed_token, '.', 1) <> key_name
  )
  order by c.shop_id
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.credentials_to_reseal(text, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.credentials_to_reseal(text, uuid, integer) to service_role;
--> statement-breakpoint
-- Deletes the credentials of shops whose app was removed thirty days ago: Shopify's last word,
-- `shop/redact`, comes after two days, and nothing else is signed by them.
create or replace function private.forget_shop_secrets() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  forgotten integer;
begin
  delete from private.shop_credentials c where c.removed_at < now() - interval '30 days';
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
--> statement-breakpoint
revoke execute on function private.forget_shop_secrets() from public;
--> statement-breakpoint
grant execute on function private.forget_shop_secrets() to service_role;
--> statement-breakpoint
-- Keeps the next token of a shop, and what it opens, unless the shop has got another meanwhile: of two
-- that renew it at once one is kept, and the other takes that.
create or replace function private.keep_shop_token(
  shop uuid, known_token text, token text, expires_at timestamptz, next_at timestamptz,
  shop_state text
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c
  set sealed_token = token, token_expires_at = expires_at, renew_at = next_at
  where c.shop_id = shop and c.sealed_token is not distinct from known_token
    and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = shop_state where s.id = shop and s.state <> shop_state;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) from public;
--> statement-breakpoint
grant execute on function private.keep_shop_token(
  uuid, text, text, timestamptz, timestamptz, text
) to service_role;
--> statement-breakpoint
-- Keeps what lets us into a shop, sealed. What was delivered meanwhile is signed by the secret before:
-- Shopify takes up to an hour to sign with a new one, and repeats for four.
create or replace function private.put_shop_credentials(
  shop uuid, kind text, client_id text, secret text, token text, expires_at timestamptz,
  renew_at timestamptz
) returns void
language sql set search_path = '' as $$
  insert into private.shop_credentials as c (
    shop_id, kind, client_id, sealed_secret, sealed_token, token_expires_at, renew_at
  )
  values (shop, kind, client_id, secret, token, expires_at, renew_at)
  on conflict (shop_id) do update set
    kind = excluded.kind,
    client_id = excluded.client_id,
    sealed_secret = excluded.sealed_secret,
    sealed_previous_secret = c.sealed_secret,
    previous_until = now() + interval '6 hours',
    sealed_token = excluded.sealed_token,
    token_expires_at = excluded.token_expires_at,
    renew_at = excluded.renew_at,
    given_at = now(),
    removed_at = null
$$;
--> statement-breakpoint
revoke execute on function private.put_shop_credentials(
  uuid, text, text, text, text, timestamptz, timestamptz
) from public;
--> statement-breakpoint
-- Marks a shop whose credentials Shopify refuses, unless others were given meanwhile, and tries them
-- again the next day: a refusal can be a mistake of theirs.
create or replace function private.refuse_shop(shop uuid, known_secret text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  refused public.shops;
begin
  perform from public.shops s where s.id = shop for no key update;
  update private.shop_credentials c set renew_at = now() + interval '1 day'
  where c.shop_id = shop and c.sealed_secret = known_secret and c.removed_at is null;
  if not found then
    return false;
  end if;
  update public.shops s set state = 'stale'
  where s.id = shop and s.state in ('connected', 'truncated')
  returning s.* into refused;
  if found then
    perform private.audit(
      refused.gym_id, null, 'shop_refused', jsonb_build_object('domain', refused.domain)
    );
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.refuse_shop(uuid, text) from public;
--> statement-breakpoint
grant execute on function private.refuse_shop(uuid, text) to service_role;
--> statement-breakpoint
-- Puts the same secrets of a shop under another key, unless they have changed meanwhile. `known` and
-- `sealed` hold the secret, the one before it and the token, in this order.
create or replace function private.reseal_shop_credentials(
  shop uuid, known text[], sealed text[]
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.shop_credentials c
  set sealed_secret = sealed[1], sealed_previous_secret = sealed[2], sealed_token = sealed[3]
  where c.shop_id = shop
    and (c.sealed_secret, c.sealed_previous_secret, c.sealed_token)
      is not distinct from (known[1], known[2], known[3]);
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.reseal_shop_credentials(uuid, text[], text[]) from public;
--> statement-breakpoint
grant execute on function private.reseal_shop_credentials(uuid, text[], text[]) to service_role;
--> statement-breakpoint
-- What opens a shop, sealed: for jobs, which have the keys.
create or replace function private.shop_access(shop uuid) returns table (
  domain text, state text, kind text, client_id text, sealed_secret text, sealed_token text,
  token_expires_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select s.domain, s.state, c.kind, c.client_id, c.sealed_secret, c.sealed_token, c.token_expires_at
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.id = shop and s.deleted_at is null and s.state <> 'uninstalled'
$$;
--> statement-breakpoint
revoke execute on function private.shop_access(uuid) from public;
--> statement-breakpoint
grant execute on function private.shop_access(uuid) to service_role;
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
-- What a delivery for a domain may be signed with, sealed: of whoever has the shop, and of whoever had
-- it, the one who has it first.
create or replace function private.shop_secrets(shop_domain text) returns table (
  shop_id uuid, gym_id uuid, state text, sealed_secret text, sealed_previous_secret text
)
language sql stable security definer set search_path = '' as $$
  select s.id, s.gym_id, s.state, c.sealed_secret,
    case when c.previous_until > now() then c.sealed_previous_secret end
  from public.shops s
  join private.shop_credentials c on c.shop_id = s.id
  where s.domain = shop_domain and s.deleted_at is null
  order by s.uninstalled_at desc, s.id
$$;
--> statement-breakpoint
revoke execute on function private.shop_secrets(text) from public;
--> statement-breakpoint
grant execute on function private.shop_secrets(text) to service_role;
--> statement-breakpoint
-- Shops whose token is to be renewed, or tried, the longest due first.
create or replace function private.shops_to_renew(most integer) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.shop_id from private.shop_credentials c
  where c.renew_at <= now()
  order by c.renew_at
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.shops_to_renew(integer) from public;
--> statement-breakpoint
grant execute on function private.shops_to_renew(integer) to service_role;
--> statement-breakpoint
-- Ends the connection of a shop whose app was removed at Shopify, as told at a time: what was told
-- before the credentials in use were given is about an app that has come back since.
create or replace function private.uninstall_shop(shop uuid, told_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.shops s where s.id = shop for no key update;
  if exists (
    select from private.shop_credentials c where c.shop_id = shop and c.given_at > told_at
  ) then
    return false;
  end if;
  perform private.close_shop(shop, 'shop_uninstalled');
  return found;
end
$$;
--> statement-breakpoint
revoke execute on function private.uninstall_shop(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.uninstall_shop(uuid, timestamptz) to service_role;
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
	"renew_at" timestamp (3) with time zone,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shop_credentials_kind_check" CHECK ("private"."shop_credentials"."kind" in ('client_credentials', 'offline_token')),
	CONSTRAINT "shop_credentials_client_id_check" CHECK (char_length("private"."shop_credentials"."client_id") between 1 and 255),
	CONSTRAINT "shop_credentials_client_check" CHECK (("private"."shop_credentials"."kind" = 'client_credentials') = ("private"."shop_credentials"."client_id" is not null)),
	CONSTRAINT "shop_credentials_sealed_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_previous_secret_check" CHECK (char_length("private"."shop_credentials"."sealed_previous_secret") between 1 and 4096),
	CONSTRAINT "shop_credentials_sealed_token_check" CHECK (char_length("private"."shop_credentials"."sealed_token") between 1 and 4096),
	CONSTRAINT "shop_credentials_removed_check" CHECK ("private"."shop_credentials"."removed_at" is null or "private"."shop_credentials"."sealed_token" is null and "private"."shop_credentials"."renew_at" is null),
	CONSTRAINT "shop_credentials_previous_until_check" CHECK ("private"."shop_credentials"."previous_until" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_token_expires_at_check" CHECK ("private"."shop_credentials"."token_expires_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_renew_at_check" CHECK ("private"."shop_credentials"."renew_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_given_at_check" CHECK ("private"."shop_credentials"."given_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_removed_at_check" CHECK ("private"."shop_credentials"."removed_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "shop_credentials_created_at_check" CHECK ("private"."shop_credentials"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
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
ALTER TABLE "audit_events" DROP CONSTRAINT "audit_events_action_check";
--> statement-breakpoint
ALTER TABLE "customer_stats" ADD CONSTRAINT "customer_stats_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."order_refunds" ADD CONSTRAINT "order_refunds_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_fkey" FOREIGN KEY ("customer_id","shop_id") REFERENCES "public"."customers"("id","shop_id") ON DELETE no action ON UPDATE no action;
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
CREATE INDEX "customer_stats_shop_id_index" ON "customer_stats" USING btree ("shop_id");
--> statement-breakpoint
CREATE INDEX "customers_shop_id_index" ON "customers" USING btree ("shop_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "customers_user_id_index" ON "customers" USING btree ("user_id") WHERE "customers"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "customers_email_index" ON "customers" USING btree (lower("email"),"shop_id") WHERE "customers"."email" is not null;
--> statement-breakpoint
CREATE INDEX "order_refunds_order_index" ON "private"."order_refunds" USING btree ("shop_id","order_shopify_id");
--> statement-breakpoint
CREATE INDEX "orders_shop_id_index" ON "orders" USING btree ("shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "orders_customer_id_index" ON "orders" USING btree ("customer_id","shop_id","placed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "refused_matches_user_id_index" ON "private"."refused_matches" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "segment_changes_customer_id_index" ON "segment_changes" USING btree ("customer_id","shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "segment_changes_shop_id_index" ON "segment_changes" USING btree ("shop_id","as_of");
--> statement-breakpoint
CREATE INDEX "shop_credentials_renew_at_index" ON "private"."shop_credentials" USING btree ("renew_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_domain_unique" ON "shops" USING btree ("domain") WHERE "shops"."deleted_at" is null and "shops"."state" <> 'uninstalled';
--> statement-breakpoint
CREATE UNIQUE INDEX "shops_gym_id_domain_unique" ON "shops" USING btree ("gym_id","domain") WHERE "shops"."deleted_at" is null;
--> statement-breakpoint
CREATE INDEX "shops_domain_index" ON "shops" USING btree ("domain","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "shops_gym_id_index" ON "shops" USING btree ("gym_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_action_check" CHECK ("audit_events"."action" in ('member_added', 'role_changed', 'birth_date_changed', 'minor_read', 'contacts_read', 'invited', 'invitation_revoked', 'record_claimed', 'guardianship_began', 'guardianship_ended', 'consent_given', 'consent_withdrawn', 'checked_in_by_staff', 'overridden', 'front_desk_let_in', 'front_desk_revoked', 'pin_set', 'pin_removed', 'shop_connected', 'shop_credentials_replaced', 'shop_disconnected', 'shop_uninstalled', 'shop_refused', 'promoted', 'erased'));
--> statement-breakpoint
-- Ends a connection: the token is destroyed at once, the domain is free for another gym, and what was
-- heard stays. The secret stays for what Shopify still delivers (`private.forget_shop_secrets`). No
-- row where it is ended already.
create or replace function private.close_shop(shop uuid, action text) returns setof public.shops
language plpgsql set search_path = '' as $$
declare
  closed public.shops;
begin
  update public.shops s set state = 'uninstalled', uninstalled_at = now()
  where s.id = shop and s.state <> 'uninstalled' and s.deleted_at is null
  returning s.* into closed;
  if found then
    update private.shop_credentials c
    set sealed_token = null, token_expires_at = null, renew_at = null, removed_at = now()
    where c.shop_id = shop;
    perform private.audit(
      closed.gym_id, null, close_shop.action, jsonb_build_object('domain', closed.domain)
    );
    return next closed;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.close_shop(uuid, text) from public;
--> statement-breakpoint
-- Connects a shop to a gym of the caller's, with credentials that Shopify has just taken; one that the
-- gym had before is the same shop again. The secrets are sealed for `shop`: where the gym knows the
-- shop by another id, that id has to be sealed for.
create or replace function private.connect_shop(
  shop uuid, gym uuid, shop_domain text, shop_state text, shop_currency text, shop_timezone text,
  kind text, client_id text, secret text, token text, expires_at timestamptz, renew_at timestamptz
) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
declare
  connected public.shops;
  replaced boolean;
begin
  perform private.hold_caller();
  if not gym = any (private.gym_ids('MANAGER')) then
    raise exception 'only a manager of the gym connects a shop'
      using errcode = 'insufficient_privilege', constraint = 'not_a_manager';
  end if;
  insert into public.shops as s (id, gym_id, domain, state, currency, timezone)
  values (shop, gym, shop_domain, shop_state, shop_currency, shop_timezone)
  on conflict (gym_id, domain) where deleted_at is null do update set
    state = excluded.state,
    currency = excluded.currency,
    timezone = excluded.timezone,
    uninstalled_at = null
  returning s.* into connected;
  if connected.id <> shop then
    raise exception 'the gym knows this shop by another id'
      using errcode = 'unique_violation', constraint = 'shop_known';
  end if;
  replaced := exists (
    select from private.shop_credentials c where c.shop_id = shop and c.removed_at is null
  );
  perform private.put_shop_credentials(shop, kind, client_id, secret, token, expires_at, renew_at);
  perform private.enqueue_job(
    'subscribe_shop', jsonb_build_object('shop_id', shop), shop::text
  );
  perform private.audit(
    gym, null,
    case when replaced then 'shop_credentials_replaced' else 'shop_connected' end,
    jsonb_build_object('domain', shop_domain, 'kind', kind)
  );
  return next connected;
end
$$;
--> statement-breakpoint
revoke execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) from public;
--> statement-breakpoint
grant execute on function private.connect_shop(
  uuid, uuid, text, text, text, text, text, text, text, text, timestamptz, timestamptz
) to authenticated;
--> statement-breakpoint
-- Ends the connection of a shop, as a manager of its gym. No row when there is none to end.
create or replace function private.disconnect_shop(shop uuid) returns setof public.shops
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_caller();
  if shop = any (private.shop_ids()) then
    return query select * from private.close_shop(shop, 'shop_disconnected');
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.disconnect_shop(uuid) from public;
--> statement-breakpoint
grant execute on function private.disconnect_shop(uuid) to authenticated;
--> statement-breakpoint
create policy "customer_stats_select_manager" on "public"."customer_stats" as permissive for select to authenticated
  using ("customer_stats"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "customers_select_manager" on "public"."customers" as permissive for select to authenticated
  using ("customers"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "orders_select_own_or_manager" on "public"."orders" as permissive for select to authenticated
  using (("orders"."customer_id" = any ((select private.own_customer_ids())::uuid[]) or "orders"."shop_id" = any ((select private.shop_ids())::uuid[])));
--> statement-breakpoint
create policy "segment_changes_select_manager" on "public"."segment_changes" as permissive for select to authenticated
  using ("segment_changes"."shop_id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "shops_select_manager" on "public"."shops" as permissive for select to authenticated
  using ("shops"."id" = any ((select private.shop_ids())::uuid[]));
--> statement-breakpoint
create policy "shops_update_manager" on "public"."shops" as permissive for update to authenticated
  using ("shops"."id" = any ((select private.shop_ids())::uuid[]))
  with check ("shops"."id" = any ((select private.shop_ids())::uuid[]));
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
create trigger "refused_matches_hold_user_id" before insert or update of "user_id" on "private"."refused_matches"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "shops_touch" before update on "public"."shops"
  for each row execute function private.touch_updated_at();
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
