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
-- Students of a gym who have not come for some days, the longest away first: never since they joined,
-- or not since they were present last, though classes took place meanwhile (`missed`, of a year at most).
create or replace function private.absent_members(
  gym uuid, days integer, at timestamptz, after_since date, after_id uuid, page_size integer
) returns table (
  user_id uuid, first_name text, last_name text, image_url text, reason text, since date,
  days_away integer, missed integer
)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with dates as materialized (
      select h.class_date, sum(count(*)) over (order by h.class_date desc) as held_since
      from private.held(gym, today - 365, today, at) h group by h.class_date
    ), away as (
      select m.user_id, greatest(m.joined_on, m.came_on) as since,
        case when m.came_on >= m.joined_on then 'stopped_coming' else 'never_came' end as reason
      from private.last_there(gym, at) m where m.role = 'STUDENT'
    )
    select a.user_id, u.first_name, u.last_name, u.image_url, a.reason, a.since,
      today - a.since, next.held_since::integer
    from away a
    join public.users u on u.id = a.user_id and u.deleted_at is null
    cross join lateral (
      select d.held_since from dates d where d.class_date > a.since order by d.class_date limit 1
    ) next
    where a.since <= today - days
      and (after_id is null or (a.since, a.user_id) > (after_since, after_id))
    order by a.since, a.user_id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.absent_members(uuid, integer, timestamptz, date, uuid, integer)
  from public;
--> statement-breakpoint
-- When each member of a gym in effect joined, and was last at a class: null for who never was. Looked up
-- over a year at once, and for whom it finds none there one by one. Asks nobody who they are.
create or replace function private.last_there(gym uuid, at timestamptz)
returns table (user_id uuid, role text, joined_on date, came_on date)
language plpgsql stable set search_path = '' as $$
declare
  zone constant text := (select g.timezone from public.gyms g where g.id = gym);
  today constant date := (at at time zone zone)::date;
begin
  return query
    with recent as (
      select k.user_id, max(k.class_date) as came_on from public.check_ins k
      where k.gym_id = gym and k.status = 'present' and k.class_date > today - 366
      group by k.user_id
    )
    select m.user_id, m.role, (m.approved_at at time zone zone)::date, coalesce(r.came_on, (
      select max(k.class_date) from public.check_ins k
      where k.user_id = m.user_id and k.gym_id = gym and k.status = 'present'
    ))
    from public.memberships m
    left join recent r on r.user_id = m.user_id
    where m.gym_id = gym and m.in_effect;
end
$$;
--> statement-breakpoint
revoke execute on function private.last_there(uuid, timestamptz) from public;
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
-- How many of each segment train how, and what they have spent: for managers of the shop's gym. The
-- caller's role is asked once, and the filter written out.
create or replace function private.training_counts(shop uuid, absent_days integer)
returns table (segment text, training text, people integer, total_spent numeric)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select t.segment::text, t.training, count(*)::integer, sum(t.total_spent)
    from private.training_of(shop, absent_days, now()) t
    group by t.segment, t.training
    order by t.segment, t.training;
end
$$;
--> statement-breakpoint
revoke execute on function private.training_counts(uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.training_counts(uuid, integer) to authenticated;
--> statement-breakpoint
-- Everybody of a shop and its gym, each customer and each member who is none, with what they are in
-- both: the segment of what they bought, and whether they train. Who came is `regular` with a date for
-- every week with classes, four at most, and `occasional` with fewer; `stopped` is who is at risk after
-- `absent_days`, and `never` who has not come since they joined. Staff teach: nobody counts theirs.
-- Children are in no list of customers, whichever side knows them. Asks nobody who they are.
create or replace function private.training_of(shop uuid, absent_days integer, at timestamptz)
returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment public.customer_segment,
  training text, total_spent numeric
)
language plpgsql stable set search_path = '' as $$
declare
  gym constant uuid := (select s.gym_id from public.shops s where s.id = shop);
  today constant date := (
    select (at at time zone g.timezone)::date from public.gyms g where g.id = gym
  );
begin
  return query
    with dates as materialized (
      select distinct h.class_date, (today - h.class_date) / 7 as week
      from private.held(gym, today - 365, today, at) h
    ), came as materialized (
      select k.user_id, count(distinct k.class_date) as times from public.check_ins k
      where k.gym_id = gym and k.status = 'present'
        and k.class_date > today - 28 and k.class_date <= today
      group by k.user_id
    ), trained as materialized (
      select u.id, u.first_name, u.last_name, case
          when m.role <> 'STUDENT' then 'staff'
          when m.came_on is null or m.came_on < m.joined_on then 'never'
          when m.came_on <= today - absent_days
            and exists (select from dates d where d.class_date > m.came_on) then 'stopped'
          when c.times >= (
            select count(distinct d.week) from dates d
            where d.week < 4 and d.class_date >= m.joined_on
          ) then 'regular'
          else 'occasional'
        end as training
      from private.last_there(gym, at) m
      join public.users u on u.id = m.user_id and u.deleted_at is null
      left join came c on c.user_id = m.user_id
      where not private.is_minor(u.birth_date)
    ), buyers as (
      select c.id, c.user_id, c.first_name, c.last_name, s.segment, s.total_spent
      from public.customers c
      left join public.customer_stats s on s.customer_id = c.id and s.shop_id = c.shop_id
      where c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
        and not exists (
          select from public.users u where u.id = c.user_id and private.is_minor(u.birth_date)
        )
    )
    select b.id, t.id, case when t.id is null then b.first_name else t.first_name end,
      case when t.id is null then b.last_name else t.last_name end, b.segment,
      coalesce(t.training, 'not_a_member'), coalesce(b.total_spent, 0)
    from buyers b
    left join trained t on t.id = b.user_id
    union all
    select null, t.id, t.first_name, t.last_name, null, t.training, 0
    from trained t
    where not exists (select from buyers b where b.user_id = t.id);
end
$$;
--> statement-breakpoint
revoke execute on function private.training_of(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- A page of whom a shop and its gym know, of one segment and one state of training if they are named
-- (`none` is who has no segment), who spent most first: for managers of the shop's gym.
create or replace function private.training_page(
  shop uuid, absent_days integer, of_segment text, of_training text,
  after_spent numeric, after_name text, after_id uuid, page_size integer
) returns table (
  customer_id uuid, user_id uuid, first_name text, last_name text, segment text, training text,
  total_spent numeric, sort_name text, sort_id uuid
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not shop = any (private.shop_ids()) then
    return;
  end if;
  return query
    select known.* from (
      select t.customer_id, t.user_id, t.first_name, t.last_name, t.segment::text, t.training,
        t.total_spent, lower(concat_ws(' ', t.first_name, t.last_name)) as name,
        coalesce(t.customer_id, t.user_id) as id
      from private.training_of(shop, absent_days, now()) t
      where (of_segment is null or coalesce(t.segment::text, 'none') = of_segment)
        and (of_training is null or t.training = of_training)
    ) known
    where after_id is null or known.total_spent < after_spent
      or known.total_spent = after_spent and (known.name, known.id) > (after_name, after_id)
    order by known.total_spent desc, known.name, known.id
    limit least(page_size, 101);
end
$$;
--> statement-breakpoint
revoke execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) from public;
--> statement-breakpoint
grant execute on function private.training_page(
  uuid, integer, text, text, numeric, text, uuid, integer
) to authenticated;
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
  using (("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "shops"."deleted_at" is null));
--> statement-breakpoint
create policy "shops_update_manager" on "public"."shops" as permissive for update to authenticated
  using (("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]) and "shops"."deleted_at" is null))
  with check ("shops"."gym_id" = any ((select private.gym_ids('MANAGER'))::uuid[]));
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
create trigger "shop_credentials_touch" before update on "private"."shop_credentials"
  for each row execute function private.touch_updated_at();
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
