set local check_function_bodies = off;
--> statement-breakpoint
-- Removes what a person pays by.
create or replace function private.erase_billing(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.erase_stripe(erased);
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_billing(uuid) from public;
--> statement-breakpoint
-- Has Stripe asked how a subscription stands, once for what was said at that instant, and not before the
-- second of it is over: what happens in the second of an answer is in doubt again. What may wait longer
-- keeps nobody waiting who must know sooner.
create or replace function private.ask_stripe(subscription text, said_at timestamptz, after interval)
returns void
language sql volatile set search_path = '' as $$
  select private.enqueue_job(
    'refresh_stripe_subscription', jsonb_build_object('subscription_id', subscription),
    concat_ws(
      ' ', subscription, extract(epoch from said_at)::bigint, extract(epoch from after)::bigint
    ), null,
    date_trunc('milliseconds', clock_timestamp() + after)
  )
$$;
--> statement-breakpoint
revoke execute on function private.ask_stripe(text, timestamptz, interval) from public;
--> statement-breakpoint
grant execute on function private.ask_stripe(text, timestamptz, interval) to service_role;
--> statement-breakpoint
-- What the caller may open a checkout with: the price at which a plan is sold, and the customer that they
-- are at Stripe, if they are one; or why not. Who has a subscription that is not over changes it in the
-- portal: a second one would be paid as well.
create or replace function private.begin_checkout(
  wanted_plan text,
  wanted_interval text,
  out refusal text,
  out price_id text,
  out customer_id text,
  out email text
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := private.current_user_id();
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.user_id = caller
      and s.status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'other')
  ) then
    refusal := 'already_subscribed';
    return;
  end if;
  select case wanted_interval when 'month' then o.monthly_price_id else o.yearly_price_id end
  into price_id from private.stripe_products o
  where o.plan = wanted_plan and coalesce(o.monthly_price_id, o.yearly_price_id) is not null;
  if price_id is null then
    refusal := 'plan_not_sold';
    return;
  end if;
  customer_id := private.caller_customer();
  select u.email into email from public.users u
  where u.id = caller and u.email_verified_at is not null;
end
$$;
--> statement-breakpoint
revoke execute on function private.begin_checkout(text, text) from public;
--> statement-breakpoint
grant execute on function private.begin_checkout(text, text) to authenticated;
--> statement-breakpoint
-- The customer that the caller is at Stripe: the one of the subscription that their plan comes from, or
-- else the last one. Null for who is none. No argument says whose: it opens the portal.
create or replace function private.caller_customer() returns text
language sql stable security definer set search_path = '' as $$
  select c.customer_id
  from private.stripe_customers c join public.user_profiles p on p.user_id = c.user_id
  where c.user_id = (select private.current_user_id()) and not c.is_gone
  order by c.customer_id = p.stripe_customer_id desc nulls last, c.created_at desc,
    c.customer_id desc
  limit 1
$$;
--> statement-breakpoint
revoke execute on function private.caller_customer() from public;
--> statement-breakpoint
grant execute on function private.caller_customer() to authenticated;
--> statement-breakpoint
-- The caller's plan and the subscription that it comes from; a row for everybody who has an account.
create or replace function private.caller_subscription() returns table (
  plan text,
  subscription_status text,
  current_period_end timestamptz,
  cancel_at timestamptz,
  cancel_at_period_end boolean,
  has_portal boolean
)
language sql stable security definer set search_path = '' as $$
  select p.plan, p.subscription_status, s.current_period_end,
    coalesce(s.cancel_at, case when s.cancel_at_period_end then s.current_period_end end),
    coalesce(s.cancel_at_period_end, false),
    exists (
      select from private.stripe_customers c where c.user_id = p.user_id and not c.is_gone
    )
  from public.user_profiles p
  left join private.stripe_subscriptions s
    on s.subscription_id = p.stripe_subscription_id and s.user_id = p.user_id and not s.is_over
  where p.user_id = (select private.current_user_id())
$$;
--> statement-breakpoint
revoke execute on function private.caller_subscription() from public;
--> statement-breakpoint
grant execute on function private.caller_subscription() to authenticated;
--> statement-breakpoint
-- Hears that a customer was deleted at Stripe: no checkout and no portal is opened for it any more. Its
-- subscriptions end by news of their own.
create or replace function private.end_stripe_customer(customer text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  insert into private.stripe_customers as c (customer_id, is_gone) values (customer, true)
  on conflict (customer_id) do update set is_gone = true where not c.is_gone;
  return case when found then 'applied' else 'stale' end;
end
$$;
--> statement-breakpoint
revoke execute on function private.end_stripe_customer(text) from public;
--> statement-breakpoint
grant execute on function private.end_stripe_customer(text) to service_role;
--> statement-breakpoint
-- Removes what leads to a person at Stripe, and has Stripe forget them: deleting a customer ends its
-- subscriptions at once, so that nobody pays for an account that is gone.
create or replace function private.erase_stripe(erased uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_job(
    'forget_stripe_customer', jsonb_build_object('customer_id', c.customer_id), c.customer_id
  )
  from private.stripe_customers c where c.user_id = erased and not c.is_gone;
  delete from private.stripe_subscriptions s where s.user_id = erased;
  delete from private.stripe_customers c where c.user_id = erased;
end
$$;
--> statement-breakpoint
revoke execute on function private.erase_stripe(uuid) from public;
--> statement-breakpoint
-- Makes a person's plan and status follow from all their subscriptions: of those in force (also while
-- Stripe tries again to collect) the one whose plan allows most, or else the one that was heard of last.
-- A subscription of a product that stands for no plan is one, and gives none.
create or replace function private.follow_stripe_plan(person uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- One after the other, so that each sees what the others have written of this person.
  perform from public.user_profiles p where p.user_id = person for update;
  update public.user_profiles p
  set plan = coalesce(best.plan, 'free'), subscription_status = best.status,
    stripe_customer_id = best.customer_id, stripe_subscription_id = best.subscription_id
  from (
    select s.status, s.customer_id, s.subscription_id, given.plan
    from private.stripe_subscriptions s
    cross join lateral (select s.status in ('trialing', 'active', 'past_due') as holds) force
    left join lateral (
      select q.plan, q.agent_requests
      from private.stripe_products o join private.plan_quotas q on q.plan = o.plan
      where o.product_id = any (s.product_ids) and force.holds
      order by q.agent_requests desc, q.plan desc limit 1
    ) given on true
    where s.user_id = person
    order by given.agent_requests desc nulls last, given.plan desc nulls last, force.holds desc,
      s.is_over, case when force.holds then s.current_period_end end desc nulls last,
      s.said_at desc, s.started_at desc, s.subscription_id collate "C" desc
    limit 1
  ) best
  where p.user_id = person
    and (p.plan, p.subscription_status, p.stripe_customer_id, p.stripe_subscription_id)
      is distinct from
        (coalesce(best.plan, 'free'), best.status, best.customer_id, best.subscription_id);
end
$$;
--> statement-breakpoint
revoke execute on function private.follow_stripe_plan(uuid) from public;
--> statement-breakpoint
grant execute on function private.follow_stripe_plan(uuid) to service_role;
--> statement-breakpoint
-- Hears that somebody has gone through a checkout of ours: whose the customer is, and nothing else, for a
-- plan comes with what is said of the subscription. Where nothing was said of that yet, and nothing is
-- in half a minute, Stripe is asked.
create or replace function private.hear_stripe_checkout(
  customer text,
  claimed uuid,
  subscription text,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
declare
  whose record;
begin
  select * into whose from private.hold_stripe_customer(customer, claimed);
  if whose.person is null then return 'ignored'; end if;
  if not exists (
    select from private.stripe_subscriptions s where s.subscription_id = subscription
  ) then
    perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  end if;
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.hear_stripe_checkout(text, uuid, text, timestamptz)
  to service_role;
--> statement-breakpoint
-- Hears how an invoice of a subscription stands. It never decides a plan: the subscription's own status
-- does. Where the two do not go together, and nothing newer was said, Stripe is asked.
create or replace function private.hear_stripe_invoice(
  subscription text,
  is_paid boolean,
  said_at timestamptz
) returns text
language plpgsql volatile set search_path = '' as $$
begin
  if exists (
    select from private.stripe_subscriptions s
    where s.subscription_id = subscription
      and (
        s.is_over or s.said_at > hear_stripe_invoice.said_at
        or is_paid and s.status in ('active', 'trialing')
        or not is_paid and s.status not in ('active', 'trialing')
      )
  ) then
    return 'ignored';
  end if;
  perform private.ask_stripe(subscription, said_at, interval '30 seconds');
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.hear_stripe_invoice(text, boolean, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.hear_stripe_invoice(text, boolean, timestamptz) to service_role;
--> statement-breakpoint
-- Whose a customer at Stripe is, held with them until the transaction is over: news of one customer is
-- written one after the other, and a person is not erased meanwhile. Who is claimed for a customer of
-- nobody is that person from then on, and so is what was kept of the customer until it was known whose
-- it is. Where that person was erased, `erased` says so, and Stripe is told to forget the customer: they
-- would go on paying.
create or replace function private.hold_stripe_customer(
  customer text,
  claimed uuid,
  out person uuid,
  out erased boolean
)
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('stripe ' || customer, 0));
  select c.user_id into person from private.stripe_customers c where c.customer_id = customer;
  person := coalesce(person, claimed);
  perform from public.users u where u.id = person and u.deleted_at is null for key share;
  if not found then
    erased := exists (select from public.users u where u.id = person);
    person := null;
    if erased then
      perform private.enqueue_job(
        'forget_stripe_customer', jsonb_build_object('customer_id', customer), customer
      );
    end if;
    return;
  end if;
  erased := false;
  insert into private.stripe_customers as c (customer_id, user_id) values (customer, person)
  on conflict (customer_id) do update set user_id = excluded.user_id where c.user_id is null;
  if found then
    update private.stripe_subscriptions s set user_id = person
    where s.customer_id = customer and s.user_id is null;
    if found then perform private.follow_stripe_plan(person); end if;
  end if;
end
$$;
--> statement-breakpoint
revoke execute on function private.hold_stripe_customer(text, uuid) from public;
--> statement-breakpoint
grant execute on function private.hold_stripe_customer(text, uuid) to service_role;
--> statement-breakpoint
-- Writes what was said of a subscription, if it is newer than what is known, and makes the person's plan
-- follow. What is there in the end does not depend on the order in which things were said, nor on how
-- often: it is what was said last by (is_over, said_at, said_rank, said_by). A subscription that is over
-- stays over; `created` comes in whole seconds; of one second the event that makes it and the status it
-- begins with are the earliest; ids of events are no order at all, and only make the outcome the same
-- every time. So where two of one rank differ, only Stripe knows: the subscription is in doubt until the
-- job has asked (`said_by` of its answer is above every event's). Answers `applied`, `stale`, `kept`
-- (nobody is known for the customer) or `ignored` (who was erased).
create or replace function private.keep_stripe_subscription(news jsonb, claimed uuid)
returns text
language plpgsql volatile set search_path = '' as $$
declare
  said private.stripe_subscriptions := jsonb_populate_record(
    null::private.stripe_subscriptions, news
  );
  known private.stripe_subscriptions;
  whose record;
begin
  select * into whose from private.hold_stripe_customer(said.customer_id, claimed);
  if whose.erased then return 'ignored'; end if;
  select * into known from private.stripe_subscriptions s
  where s.subscription_id = said.subscription_id for update;
  said.user_id := coalesce(known.user_id, whose.person);
  said.in_doubt := false;
  if known.subscription_id is not null then
    if (said.is_over, said.said_at, said.said_rank) = (known.is_over, known.said_at, known.said_rank)
    then
      said.in_doubt := known.in_doubt
        or (said.status, said.product_ids, said.current_period_end, said.cancel_at,
            said.cancel_at_period_end)
          is distinct from (known.status, known.product_ids, known.current_period_end,
            known.cancel_at, known.cancel_at_period_end);
      if said.said_by collate "C" <= known.said_by collate "C" then
        if said.in_doubt = known.in_doubt then return 'stale'; end if;
        known.in_doubt := true;
        said := known;
      end if;
    elsif (said.is_over, said.said_at, said.said_rank)
      < (known.is_over, known.said_at, known.said_rank)
    then
      return 'stale';
    end if;
  end if;
  insert into private.stripe_subscriptions as s (
    subscription_id, customer_id, user_id, status, is_over, product_ids, current_period_end,
    cancel_at, cancel_at_period_end, started_at, said_at, said_rank, said_by, in_doubt
  ) values (
    said.subscription_id, said.customer_id, said.user_id, said.status, said.is_over,
    said.product_ids, said.current_period_end, said.cancel_at, said.cancel_at_period_end,
    said.started_at, said.said_at, said.said_rank, said.said_by, said.in_doubt
  )
  on conflict (subscription_id) do update
  set customer_id = excluded.customer_id, user_id = excluded.user_id, status = excluded.status,
    is_over = excluded.is_over, product_ids = excluded.product_ids,
    current_period_end = excluded.current_period_end, cancel_at = excluded.cancel_at,
    cancel_at_period_end = excluded.cancel_at_period_end, started_at = excluded.started_at,
    said_at = excluded.said_at, said_rank = excluded.said_rank, said_by = excluded.said_by,
    in_doubt = excluded.in_doubt;
  if said.in_doubt then
    perform private.ask_stripe(said.subscription_id, said.said_at, interval '2 seconds');
  end if;
  if said.user_id is null then return 'kept'; end if;
  perform private.follow_stripe_plan(said.user_id);
  return 'applied';
end
$$;
--> statement-breakpoint
revoke execute on function private.keep_stripe_subscription(jsonb, uuid) from public;
--> statement-breakpoint
grant execute on function private.keep_stripe_subscription(jsonb, uuid) to service_role;
--> statement-breakpoint
-- Notes that Stripe told something, and answers the event's id if it is news: the ledger's row and what
-- the event changes, which follows in the same statement, commit together. A repeat waits for the first
-- and answers nothing. Of one that could not be read the next like it is news again.
create or replace function private.note_stripe_event(
  told_event text,
  told_type text,
  told_at timestamptz,
  told_version text,
  told_problem text default null
) returns setof text
language sql volatile rows 1 set search_path = '' as $$
  insert into private.stripe_events as e (event_id, event_type, said_at, api_version, problem)
  values (told_event, told_type, told_at, told_version, told_problem)
  on conflict (event_id) do update set problem = excluded.problem where e.problem is not null
  returning e.event_id
$$;
--> statement-breakpoint
revoke execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  from public;
--> statement-breakpoint
grant execute on function private.note_stripe_event(text, text, timestamptz, text, text)
  to service_role;
--> statement-breakpoint
-- Subscriptions of which Stripe is to be asked: in doubt for a while, or not over a day after what was
-- paid for has ended, so that its news never came.
create or replace function private.stripe_subscriptions_to_ask(at timestamptz, most integer)
returns setof text
language sql stable rows 500 set search_path = '' as $$
  (
    select s.subscription_id from private.stripe_subscriptions s
    where s.in_doubt and s.said_at < at - interval '10 minutes' limit most
  )
  union
  (
    select s.subscription_id from private.stripe_subscriptions s
    where not s.is_over and s.current_period_end < at - interval '1 day'
      and s.updated_at < at - interval '1 day'
    order by s.current_period_end limit most
  )
  limit most
$$;
--> statement-breakpoint
revoke execute on function private.stripe_subscriptions_to_ask(timestamptz, integer) from public;
--> statement-breakpoint
grant execute on function private.stripe_subscriptions_to_ask(timestamptz, integer)
  to service_role;
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
  perform private.erase_materials(erased);
  perform private.erase_store(erased);
  perform private.erase_owner(erased);
  perform private.erase_belts(erased);
  perform private.erase_notifications(erased);
  perform private.erase_community(erased);
  perform private.erase_billing(erased);
  select coalesce(jsonb_agg(to_jsonb(g) order by g.name, g.id), '[]') into gyms
  from private.erase_academy(erased) g;
  -- Last, because rows of the erased do not change.
  update public.users u
  set email = null, email_verified_at = null, first_name = null, last_name = null, image_url = null,
    birth_date = null, gender = null, phone = null, instagram = null,
    timezone = null,
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
CREATE TABLE "private"."stripe_customers" (
	"customer_id" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"is_gone" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_customers_customer_id_check" CHECK (char_length("private"."stripe_customers"."customer_id") between 1 and 255),
	CONSTRAINT "stripe_customers_created_at_check" CHECK ("private"."stripe_customers"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_customers" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"event_type" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"api_version" text,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_events_event_id_check" CHECK (char_length("private"."stripe_events"."event_id") between 1 and 255),
	CONSTRAINT "stripe_events_event_type_check" CHECK (char_length("private"."stripe_events"."event_type") between 1 and 100),
	CONSTRAINT "stripe_events_api_version_check" CHECK (char_length("private"."stripe_events"."api_version") between 1 and 100),
	CONSTRAINT "stripe_events_problem_check" CHECK (char_length("private"."stripe_events"."problem") between 1 and 200),
	CONSTRAINT "stripe_events_said_at_check" CHECK ("private"."stripe_events"."said_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_events_created_at_check" CHECK ("private"."stripe_events"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_events" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_products" (
	"product_id" text PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"monthly_price_id" text,
	"yearly_price_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_products_monthly_price_id_unique" UNIQUE("monthly_price_id"),
	CONSTRAINT "stripe_products_yearly_price_id_unique" UNIQUE("yearly_price_id"),
	CONSTRAINT "stripe_products_plan_check" CHECK ("private"."stripe_products"."plan" in ('free', 'pro')),
	CONSTRAINT "stripe_products_paid_check" CHECK ("private"."stripe_products"."plan" <> 'free'),
	CONSTRAINT "stripe_products_product_id_check" CHECK (char_length("private"."stripe_products"."product_id") between 1 and 255),
	CONSTRAINT "stripe_products_monthly_price_id_check" CHECK (char_length("private"."stripe_products"."monthly_price_id") between 1 and 255),
	CONSTRAINT "stripe_products_yearly_price_id_check" CHECK (char_length("private"."stripe_products"."yearly_price_id") between 1 and 255),
	CONSTRAINT "stripe_products_created_at_check" CHECK ("private"."stripe_products"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_products_updated_at_check" CHECK ("private"."stripe_products"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_products" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "private"."stripe_subscriptions" (
	"subscription_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"user_id" uuid,
	"status" text NOT NULL,
	"is_over" boolean NOT NULL,
	"product_ids" text[] NOT NULL,
	"current_period_end" timestamp (3) with time zone,
	"cancel_at" timestamp (3) with time zone,
	"cancel_at_period_end" boolean NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"said_rank" smallint NOT NULL,
	"said_by" text NOT NULL,
	"in_doubt" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_subscriptions_status_check" CHECK ("private"."stripe_subscriptions"."status" in ('none', 'trialing', 'active', 'past_due', 'canceled', 'incomplete', 'incomplete_expired', 'unpaid', 'paused', 'other')),
	CONSTRAINT "stripe_subscriptions_subscription_id_check" CHECK (char_length("private"."stripe_subscriptions"."subscription_id") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_customer_id_check" CHECK (char_length("private"."stripe_subscriptions"."customer_id") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_said_by_check" CHECK (char_length("private"."stripe_subscriptions"."said_by") between 1 and 255),
	CONSTRAINT "stripe_subscriptions_said_rank_check" CHECK ("private"."stripe_subscriptions"."said_rank" between 0 and 3),
	CONSTRAINT "stripe_subscriptions_product_ids_check" CHECK (cardinality("private"."stripe_subscriptions"."product_ids") <= 20),
	CONSTRAINT "stripe_subscriptions_current_period_end_check" CHECK ("private"."stripe_subscriptions"."current_period_end" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_cancel_at_check" CHECK ("private"."stripe_subscriptions"."cancel_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_started_at_check" CHECK ("private"."stripe_subscriptions"."started_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_said_at_check" CHECK ("private"."stripe_subscriptions"."said_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_created_at_check" CHECK ("private"."stripe_subscriptions"."created_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
	CONSTRAINT "stripe_subscriptions_updated_at_check" CHECK ("private"."stripe_subscriptions"."updated_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."stripe_subscriptions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "user_profiles" DROP CONSTRAINT "user_profiles_subscription_status_check";
--> statement-breakpoint
ALTER TABLE "private"."stripe_customers" ADD CONSTRAINT "stripe_customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "private"."stripe_subscriptions" ADD CONSTRAINT "stripe_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "stripe_customers_user_id_index" ON "private"."stripe_customers" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_products_sold_unique" ON "private"."stripe_products" USING btree ("plan") WHERE coalesce("private"."stripe_products"."monthly_price_id", "private"."stripe_products"."yearly_price_id") is not null;
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_user_id_index" ON "private"."stripe_subscriptions" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_customer_id_index" ON "private"."stripe_subscriptions" USING btree ("customer_id");
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_in_doubt_index" ON "private"."stripe_subscriptions" USING btree ("subscription_id") WHERE "private"."stripe_subscriptions"."in_doubt";
--> statement-breakpoint
CREATE INDEX "stripe_subscriptions_period_end_index" ON "private"."stripe_subscriptions" USING btree ("current_period_end") WHERE not "private"."stripe_subscriptions"."is_over";
--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_subscription_status_check" CHECK ("user_profiles"."subscription_status" in ('none', 'trialing', 'active', 'past_due', 'canceled', 'incomplete', 'incomplete_expired', 'unpaid', 'paused', 'other'));
--> statement-breakpoint
-- Says which plan a product of Stripe's stands for, and by which prices it is sold. Who has subscribed to
-- it has that plan from now on.
create or replace function private.put_stripe_product(
  product text,
  its_plan text,
  monthly text,
  yearly text
) returns setof private.stripe_products
language plpgsql volatile rows 1 set search_path = '' as $$
begin
  return query
    insert into private.stripe_products as o (product_id, plan, monthly_price_id, yearly_price_id)
    values (product, its_plan, monthly, yearly)
    on conflict (product_id) do update
    set plan = excluded.plan, monthly_price_id = excluded.monthly_price_id,
      yearly_price_id = excluded.yearly_price_id
    returning o.*;
  perform private.follow_stripe_plan(s.user_id) from (
    select distinct s.user_id from private.stripe_subscriptions s
    where product = any (s.product_ids) and s.user_id is not null order by s.user_id
  ) s;
end
$$;
--> statement-breakpoint
revoke execute on function private.put_stripe_product(text, text, text, text) from public;
--> statement-breakpoint
grant execute on function private.put_stripe_product(text, text, text, text) to service_role;
--> statement-breakpoint
create trigger "stripe_customers_hold_user_id" before insert or update of "user_id" on "private"."stripe_customers"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "stripe_products_touch" before update on "private"."stripe_products"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
create trigger "stripe_subscriptions_hold_user_id" before insert or update of "user_id" on "private"."stripe_subscriptions"
  for each row when (new."user_id" is not null) execute function private.hold_person('user_id');
--> statement-breakpoint
create trigger "stripe_subscriptions_touch" before update on "private"."stripe_subscriptions"
  for each row execute function private.touch_updated_at();
--> statement-breakpoint
alter table "private"."stripe_customers" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_customers" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_customers" to service_role;
--> statement-breakpoint
alter table "private"."stripe_events" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_events" to service_role;
--> statement-breakpoint
alter table "private"."stripe_products" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_products" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_products" to service_role;
--> statement-breakpoint
alter table "private"."stripe_subscriptions" force row level security;
--> statement-breakpoint
revoke all on table "private"."stripe_subscriptions" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update, delete on table "private"."stripe_subscriptions" to service_role;
