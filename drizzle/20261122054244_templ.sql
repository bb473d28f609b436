set local check_function_bodies = off;
--> statement-breakpoint
-- Notes since when an automation is enabled: an API role cannot say it.
create or replace function private.stamp_enabled() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not new.enabled then
    new.enabled_at := null;
  elsif tg_op = 'INSERT' then
    if new.enabled_at is null or current_user in ('anon', 'authenticated') then
      new.enabled_at := now();
    end if;
  elsif not old.enabled then
    new.enabled_at := now();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke execute on function private.stamp_enabled() from public;
--> statement-breakpoint
-- What stands for an address that we had to forget, in one shop: nobody can try addresses against it who
-- has not the first key, which no role reads.
create or replace function private.address_digest(shop uuid, address text) returns bytea
language sql stable set search_path = '' as $$
  select private.mailing_mac(
    1, convert_to('address', 'UTF8') || uuid_send(shop) || convert_to(lower(address), 'UTF8')
  )
$$;
--> statement-breakpoint
revoke execute on function private.address_digest(uuid, text) from public;
--> statement-breakpoint
-- Takes what Resend tells of a mail, once for each event, in whatever order: a message goes forward only
-- (failed, delivered, bounced, complained), and an address that bounced for good, complained or is given
-- up by the provider is suppressed, whatever became of the message. `message` is the tag that our mails
-- carry, for an event may be here before the provider's id is. Answers `applied`, `stale` where the
-- message was further already, `duplicate`, or `ignored` for a mail that is no mailing.
create or replace function private.apply_resend_event(
  event text, kind text, at timestamptz, message uuid, provider_id text, address text,
  lasting boolean, detail text
) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Each may be followed by those behind it.
  ranks constant public.message_status[] :=
    array['sending', 'sent', 'failed', 'delivered', 'bounced', 'complained'];
  reached constant public.message_status := case kind
    when 'email.delivered' then 'delivered' when 'email.bounced' then 'bounced'
    when 'email.complained' then 'complained' else 'failed'
  end;
  reason constant text := case
    when kind = 'email.complained' then 'complained'
    when kind = 'email.suppressed' or kind = 'email.bounced' and lasting then 'bounced'
  end;
  sent public.message_logs;
begin
  insert into private.webhook_deliveries (provider, message_id, event_type, occurred_at)
  values ('resend', event, kind, at)
  on conflict do nothing;
  if not found then
    return 'duplicate';
  end if;
  if kind not in (
    'email.delivered', 'email.bounced', 'email.complained', 'email.failed', 'email.suppressed'
  ) then
    return 'ignored';
  end if;
  select l.* into sent from public.message_logs l
  where l.channel = 'email' and (
    l.id = message or message is null and l.provider_message_id = provider_id
  );
  if not found then
    return 'ignored';
  end if;
  -- The customer before the message, as the claim holds them.
  perform from public.customers c where c.id = sent.customer_id for no key update;
  if reason is not null and coalesce(sent.address, apply_resend_event.address) is not null then
    insert into public.suppressions (shop_id, address, customer_id, reason, since)
    values (
      sent.shop_id, lower(coalesce(sent.address, apply_resend_event.address)),
      case when reason = 'complained' then sent.customer_id end, reason, at
    )
    on conflict do nothing;
  end if;
  update public.message_logs l
  set status = reached, claim = null, claimed_until = null,
    reason = case when reached = 'failed' then 'refused_by_provider' end,
    error = coalesce(left(detail, 500), l.error),
    provider_message_id = coalesce(l.provider_message_id, provider_id),
    sent_at = coalesce(l.sent_at, at)
  where l.id = sent.id and array_position(ranks, l.status) < array_position(ranks, reached);
  return case when found then 'applied' else 'stale' end;
end
$$;
--> statement-breakpoint
revoke execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, text, text, boolean, text
) from public;
--> statement-breakpoint
grant execute on function private.apply_resend_event(
  text, text, timestamptz, uuid, text, text, boolean, text
) to service_role;
--> statement-breakpoint
-- The customer whose links have this token; null for one that we did not make, and where the shop is
-- gone. What is compared are digests of both, so that the time it takes says nothing of how much is right.
create or replace function private.customer_of_token(token text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  bytes bytea;
  named bytea;
  customer uuid;
begin
  if token is null or token !~ '^[A-Za-z0-9_-]{44}$' then
    return null;
  end if;
  bytes := decode(translate(token, '-_', '+/'), 'base64');
  named := substr(bytes, 1, 17);
  if sha256(private.mailing_mac(get_byte(bytes, 0), convert_to('unsubscribe', 'UTF8') || named))
    is distinct from sha256(substr(bytes, 18)) then
    return null;
  end if;
  customer := encode(substr(named, 2), 'hex')::uuid;
  return (
    select c.id from public.customers c
    join public.shops s on s.id = c.shop_id and s.deleted_at is null
    where c.id = customer
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.customer_of_token(text) from public;
--> statement-breakpoint
-- Forgets an address of a shop, but not what was said of it: its suppressions stay, as digests.
create or replace function private.forget_address(shop uuid, forgotten text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into private.forgotten_suppressions (shop_id, digest, reason, since)
  select s.shop_id, private.address_digest(shop, forgotten), s.reason, min(s.since)
  from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten)
  group by s.shop_id, s.reason
  on conflict do nothing;
  -- A customer who said so stays unsubscribed by their own row, which names nobody.
  insert into public.suppressions (shop_id, customer_id, reason, since)
  select s.shop_id, s.customer_id, s.reason, s.since from public.suppressions s
  where s.shop_id = shop and s.address = lower(forgotten) and s.customer_id is not null
  on conflict do nothing;
  delete from public.suppressions s where s.shop_id = shop and s.address = lower(forgotten);
end
$$;
--> statement-breakpoint
revoke execute on function private.forget_address(uuid, text) from public;
--> statement-breakpoint
-- What only who has a key can compute of a message: the nested MAC (NMAC, Bellare, Canetti, Krawczyk
-- 1996, of which HMAC is the form for one key) over SHA-256, its first 16 bytes.
create or replace function private.mailing_mac(key_id integer, message bytea) returns bytea
language sql stable set search_path = '' as $$
  select substr(sha256(k.outer_key || sha256(k.inner_key || message)), 1, 16)
  from private.mailing_keys k where k.id = key_id
$$;
--> statement-breakpoint
revoke execute on function private.mailing_mac(integer, bytea) from public;
--> statement-breakpoint
-- What who has this token is told of the mailings of a shop: whose it is, the address but for most of its
-- letters, their language, whether they agreed at all, whether they unsubscribed, whether the provider
-- gave the address up, and what they want nothing about. No row for a token that leads to nobody.
create or replace function private.mailing_preferences(token text)
returns table (
  gym_name text, address text, locale text, agreed boolean, unsubscribed boolean,
  undeliverable boolean, refused text[]
)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  return query
    select g.name, regexp_replace(c.email, '^(.)[^@]*@', '\1•••@'), c.locale,
      coalesce(c.email_consent = 'subscribed', false),
      coalesce(bool_or(s.reason = 'unsubscribed'), false),
      coalesce(bool_or(s.reason <> 'unsubscribed'), false),
      array(
        select r.topic from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = c.shop_id order by r.topic
      )
    from public.customers c
    join public.shops h on h.id = c.shop_id
    join public.gyms g on g.id = h.gym_id
    left join public.suppressions s
      on s.shop_id = c.shop_id and (s.customer_id = c.id or s.address = lower(c.email))
    where c.id = private.customer_of_token(token)
    group by g.name, c.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.mailing_preferences(text) from public;
--> statement-breakpoint
grant execute on function private.mailing_preferences(text) to anon, authenticated;
--> statement-breakpoint
-- Sets what who has this token wants, at an instant: none at all or not, and the topics to leave out.
-- They alone may take their own word back. A door of its own, opened by the token alone; false for one
-- that leads to nobody.
create or replace function private.put_mailing_preferences(
  token text, unsubscribed boolean, refused text[], at timestamptz default now()
) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  delete from public.refused_topics r
  where r.customer_id = customer.id and r.shop_id = customer.shop_id and r.topic <> all (refused);
  insert into public.refused_topics (shop_id, customer_id, topic, created_at)
  select customer.shop_id, customer.id, t.topic, at from unnest(refused) t (topic)
  on conflict do nothing;
  if unsubscribed then
    perform private.unsubscribe(token, at);
  else
    perform private.resubscribe(customer);
  end if;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  from public;
--> statement-breakpoint
grant execute on function private.put_mailing_preferences(text, boolean, text[], timestamptz)
  to anon, authenticated;
--> statement-breakpoint
-- Trigger: of customers whose address we had to forget before, the suppressions come back. One look
-- where the shop has none of those.
create or replace function private.recall_suppressions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from private.forgotten_suppressions f
    where f.shop_id = any (array(select distinct t.shop_id from told t))
  ) then
    return null;
  end if;
  insert into public.suppressions (shop_id, address, reason, since)
  select t.shop_id, lower(t.email), f.reason, f.since
  from told t
  join private.forgotten_suppressions f
    on f.shop_id = t.shop_id and f.digest = private.address_digest(t.shop_id, t.email)
  where t.email is not null
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.recall_suppressions() from public;
--> statement-breakpoint
-- The token of a customer's links: 44 letters of base64url that say which key signed, which customer it
-- is, and the MAC of both. It is bound to one customer, and so to one shop, and never expires.
create or replace function private.unsubscribe_token(customer uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  key_id constant integer := (select max(k.id) from private.mailing_keys k);
  named constant bytea := set_byte('\x00'::bytea, 0, key_id) || uuid_send(customer);
begin
  return translate(encode(
    named || private.mailing_mac(key_id, convert_to('unsubscribe', 'UTF8') || named), 'base64'
  ), '+/', '-_');
end
$$;
--> statement-breakpoint
revoke execute on function private.unsubscribe_token(uuid) from public;
--> statement-breakpoint
grant execute on function private.unsubscribe_token(uuid) to service_role;
--> statement-breakpoint
-- Unsubscribes who has this token from all mailings of their shop, at an instant: the customer, whatever
-- address they have later, and the address, whosever it is later. Again changes nothing. A door of its
-- own, opened by the token alone; false for one that leads to nobody. The customer is held as the claim
-- of a message holds them, so that nothing is handed over once this has answered.
create or replace function private.unsubscribe(token text, at timestamptz default now())
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  who constant uuid := private.customer_of_token(token);
  customer public.customers;
begin
  select c.* into customer from public.customers c where c.id = who for no key update;
  if not found then
    return false;
  end if;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (customer.shop_id, lower(customer.email), customer.id, 'unsubscribed', at)
  on conflict do nothing;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.unsubscribe(text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.unsubscribe(text, timestamptz) to anon, authenticated;
--> statement-breakpoint
-- The values of one customer for a manager of their shop, who is shown what a template comes to; no row
-- for anybody else's, and for who was deleted or redacted.
create or replace function private.preview_values(shop uuid, customer uuid)
returns table (locale text, "values" jsonb)
language plpgsql stable security definer rows 1 set search_path = '' as $$
begin
  if (shop = any (private.shop_ids())) is not true or not exists (
    select from public.customers c
    where c.id = customer and c.shop_id = shop and c.deleted_at is null and c.redacted_at is null
  ) then
    return;
  end if;
  return query
    select v.locale, v."values" from private.template_values(shop, array[customer]) v;
end
$$;
--> statement-breakpoint
revoke execute on function private.preview_values(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function private.preview_values(uuid, uuid) to authenticated;
--> statement-breakpoint
-- The values that templates may name, of some customers of a shop, with the language of each. What is
-- declared in `src/mailings/templates/values.ts`; what comes with a trigger, its entry's details tell. A
-- child's belt is told to nobody here.
create or replace function private.template_values(shop uuid, customers uuid[])
returns table (customer_id uuid, locale text, "values" jsonb)
language sql stable set search_path = '' as $$
  select c.id, c.locale, jsonb_build_object(
    'first_name', c.first_name, 'last_name', c.last_name,
    'shop_domain', h.domain, 'shop_url', 'https://' || h.domain, 'gym_name', g.name,
    'orders_count', coalesce(t.orders_count, 0),
    'total_spent', coalesce(t.total_spent, 0)::numeric(19, 4)::text, 'currency', h.currency,
    'last_order_on', (t.last_order_at at time zone h.timezone)::date,
    'segment', t.segment,
    'belt', (
      select r.belt from public.graduations r
      where r.user_id = u.id and r.voids is null
        and not exists (select from public.graduations v where v.voids = r.id)
      order by r.awarded_on desc, r.created_at desc, r.id desc limit 1
    )
  )
  from public.customers c
  join public.shops h on h.id = c.shop_id
  join public.gyms g on g.id = h.gym_id
  left join public.customer_stats t on t.customer_id = c.id and t.shop_id = c.shop_id
  left join public.users u on u.id = c.user_id
    and coalesce(u.birth_date <= private.adults_born_by(), true)
  where c.shop_id = shop and c.id = any (template_values.customers)
$$;
--> statement-breakpoint
revoke execute on function private.template_values(uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function private.template_values(uuid, uuid[]) to service_role;
--> statement-breakpoint
-- Takes every word about a customer away, and makes them where they were not known, so that what comes
-- later finds that they are gone.
create or replace function private.empty_customer(shop uuid, customer_id bigint) returns void
language plpgsql set search_path = '' as $$
begin
  -- What was said of their address outlives it.
  perform private.forget_address(shop, c.email) from public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id and c.email is not null;
  delete from public.refused_topics r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
  insert into public.customers as c (shop_id, shopify_id) values (shop, customer_id)
  on conflict (shop_id, shopify_id) do update set
    email = null, first_name = null, last_name = null, phone = null, user_id = null,
    matched_by = null, email_consent = null, sms_consent = null, locale = null, timezone = null,
    shopify_group = null, shopify_created_at = null, shopify_updated_at = null,
    told_at = default, seen_at = default;
  delete from private.refused_matches r using public.customers c
  where c.shop_id = shop and c.shopify_id = empty_customer.customer_id
    and r.customer_id = c.id and r.shop_id = shop;
end
$$;
--> statement-breakpoint
revoke execute on function private.empty_customer(uuid, bigint) from public;
--> statement-breakpoint
-- Forgets a customer of a shop, at once and wherever their data is: also what waits to be applied, what
-- could not be read and what was gathered for them. Shopify names them by id, and by address where it
-- has no id any more.
create or replace function private.redact_shop_customer(
  asked_shop uuid, customer bigint, address text
) returns table (written integer)
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  forgotten constant bigint :=
    coalesce(customer, private.customer_of_address(asked_shop, address));
  -- What a line about them holds, in small letters: the address that is said, and the one we know.
  addresses constant text[] := array_remove(array[lower(address), (
    select lower(c.email) from public.customers c
    where c.shop_id = asked_shop and c.shopify_id = forgotten
  )], null);
begin
  delete from public.backfill_rejects r
  where r.shop_id = asked_shop and (
    r.line ~ ('\y' || forgotten || '\y')
    or exists (select from unnest(addresses) a (address) where strpos(lower(r.line), a.address) > 0)
  );
  if forgotten is not null then
    -- First: who applies one holds it before the customer.
    delete from private.postponed_deliveries d
    where d.shop_id = asked_shop and d.customer_shopify_id = forgotten;
    update public.privacy_requests r set data = null
    where r.shop_id = asked_shop and r.customer_shopify_id = forgotten;
    perform private.redact_customer(asked_shop, forgotten);
  end if;
  -- Also where no customer has it.
  perform private.forget_address(asked_shop, a.address) from unnest(addresses) a (address);
  insert into public.privacy_requests (shop_id, kind, status, customer_shopify_id, done_at)
  values (asked_shop, 'redact_customer', 'done', forgotten, now());
  written := 1;
  return next;
end
$$;
--> statement-breakpoint
revoke execute on function private.redact_shop_customer(uuid, bigint, text) from public;
--> statement-breakpoint
grant execute on function private.redact_shop_customer(uuid, bigint, text) to service_role;
--> statement-breakpoint
-- Deletes some of what is left of a shop that is to be forgotten, and says whether that was all: the
-- shop's own row stays, without anything below it, and the entry that it was done.
create or replace function private.redact_shop_slice(request uuid, at_most integer) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  forgotten uuid;
  deleted integer;
  most integer := at_most;
  part text;
begin
  select r.shop_id into forgotten from public.privacy_requests r
  join public.shops s on s.id = r.shop_id and s.deleted_at is not null
  where r.id = request and r.kind = 'redact_shop';
  if not found then return true; end if;
  foreach part in array array[
    'public.refused_topics', 'public.suppressions', 'private.forgotten_suppressions',
    'public.mailing_settings',
    -- After the automations that send them.
    'public.message_template_versions', 'public.message_templates',
    'public.orders', 'private.order_refunds', 'private.deleted_orders',
    -- Their sums, scores and segments go with them.
    'public.customers',
    'private.orders_seen', 'public.order_differences', 'public.reconciliations',
    -- What was being read goes with what it was read for.
    'public.backfill_rejects', 'public.backfills',
    'public.rfm_runs',
    -- What was postponed goes with them.
    'private.shopify_deliveries'
  ] loop
    execute format(
      'delete from %1$s where ctid = any (array(
        select t.ctid from %1$s t where t.shop_id = $1 limit $2
      ))', part
    ) using forgotten, most;
    get diagnostics deleted = row_count;
    most := most - deleted;
  end loop;
  if most = 0 then return false; end if;
  delete from public.privacy_requests r where r.shop_id = forgotten and r.id <> request;
  update public.privacy_requests set status = 'done', done_at = now() where id = request;
  return true;
end
$$;
--> statement-breakpoint
revoke execute on function private.redact_shop_slice(uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.redact_shop_slice(uuid, integer) to service_role;
--> statement-breakpoint
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
	"enabled_at" timestamp (3) with time zone,
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
	CONSTRAINT "automations_enabled_since_check" CHECK ("automations"."enabled" = ("automations"."enabled_at" is not null)),
	CONSTRAINT "automations_enabled_at_check" CHECK ("automations"."enabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z'),
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
CREATE TABLE "private"."forgotten_suppressions" (
	"shop_id" uuid NOT NULL,
	"digest" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "forgotten_suppressions_shop_id_digest_reason_pk" PRIMARY KEY("shop_id","digest","reason"),
	CONSTRAINT "forgotten_suppressions_reason_check" CHECK ("private"."forgotten_suppressions"."reason" in ('unsubscribed', 'bounced', 'complained')),
	CONSTRAINT "forgotten_suppressions_since_check" CHECK ("private"."forgotten_suppressions"."since" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z')
);
--> statement-breakpoint
ALTER TABLE "private"."forgotten_suppressions" ENABLE ROW LEVEL SECURITY;
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
CREATE TABLE "private"."mailing_keys" (
	"id" integer PRIMARY KEY NOT NULL,
	"inner_key" "bytea" NOT NULL,
	"outer_key" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailing_keys_id_check" CHECK ("private"."mailing_keys"."id" between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "private"."mailing_keys" ENABLE ROW LEVEL SECURITY;
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
	CONSTRAINT "suppressions_once" UNIQUE NULLS NOT DISTINCT("shop_id","address","customer_id","reason"),
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
ALTER TABLE "private"."forgotten_suppressions" ADD CONSTRAINT "forgotten_suppressions_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
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
-- Takes back that a customer unsubscribed, and nothing else: what the provider said of an address stays,
-- and so does that another customer, who had the address before, unsubscribed.
create or replace function private.resubscribe(customer public.customers) returns void
language plpgsql volatile set search_path = '' as $$
begin
  delete from public.suppressions s
  where s.shop_id = customer.shop_id and s.reason = 'unsubscribed' and (
    s.customer_id = customer.id
    or s.address = lower(customer.email) and (s.customer_id is null or exists (
      select from public.suppressions o
      where o.customer_id = s.customer_id and o.shop_id = s.shop_id
        and o.address is null and o.reason = 'unsubscribed'
    ))
  );
  update public.suppressions s set address = null
  where s.shop_id = customer.shop_id and s.reason = 'unsubscribed'
    and s.address = lower(customer.email);
end
$$;
--> statement-breakpoint
revoke execute on function private.resubscribe(public.customers) from public;
--> statement-breakpoint
-- Notes for a manager of the shop that who has an address said they want no mailings; again changes
-- nothing. What is noted, no manager takes back. No row where the caller's shops are others.
create or replace function private.suppress_address(shop uuid, said text, at timestamptz default now())
returns setof public.suppressions
language plpgsql volatile security definer rows 1 set search_path = '' as $$
declare
  known uuid;
begin
  perform private.hold_caller();
  if (shop = any (private.shop_ids())) is not true then
    return;
  end if;
  select c.id into known from public.customers c
  where c.shop_id = shop and lower(c.email collate "C") = lower(said)
  order by c.created_at, c.id limit 1
  for no key update;
  insert into public.suppressions (shop_id, address, customer_id, reason, since)
  values (shop, lower(said), known, 'unsubscribed', at)
  on conflict do nothing;
  return query
    select s.* from public.suppressions s
    where s.shop_id = shop and s.address = lower(said) and s.reason = 'unsubscribed'
    order by s.since, s.id limit 1;
end
$$;
--> statement-breakpoint
revoke execute on function private.suppress_address(uuid, text, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.suppress_address(uuid, text, timestamptz) to authenticated;
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
create trigger "automations_stamp_enabled" before insert or update of "enabled" on "public"."automations"
  for each row execute function private.stamp_enabled();
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
  for each row when ((old."status", new."status") not in (('scheduled', 'scheduled'), ('scheduled', 'sending'), ('scheduled', 'refused'), ('scheduled', 'cancelled'), ('scheduled', 'failed'), ('sending', 'sending'), ('sending', 'scheduled'), ('sending', 'sent'), ('sending', 'delivered'), ('sending', 'bounced'), ('sending', 'complained'), ('sending', 'failed'), ('sending', 'refused'), ('sent', 'sent'), ('sent', 'failed'), ('sent', 'delivered'), ('sent', 'bounced'), ('sent', 'complained'), ('delivered', 'delivered'), ('delivered', 'bounced'), ('delivered', 'complained'), ('bounced', 'bounced'), ('bounced', 'complained'), ('complained', 'complained'), ('failed', 'failed'), ('failed', 'scheduled'), ('failed', 'delivered'), ('failed', 'bounced'), ('failed', 'complained'), ('held_out', 'held_out'), ('refused', 'refused'), ('cancelled', 'cancelled'))) execute function private.guard_transition('status', '{"scheduled":["sending","refused","cancelled","failed"],"sending":["scheduled","sent","delivered","bounced","complained","failed","refused"],"sent":["failed","delivered","bounced","complained"],"delivered":["bounced","complained"],"bounced":["complained"],"complained":[],"failed":["scheduled","delivered","bounced","complained"],"held_out":[],"refused":[],"cancelled":[]}');
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
create trigger "customers_recall_new_suppressions" after insert on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
--> statement-breakpoint
create trigger "customers_recall_suppressions" after update on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
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
alter table "private"."forgotten_suppressions" force row level security;
--> statement-breakpoint
revoke all on table "private"."forgotten_suppressions" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."mailing_contacts" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_contacts" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, insert, update on table "private"."mailing_contacts" to service_role;
--> statement-breakpoint
alter table "private"."mailing_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_keys" from public, anon, authenticated, service_role;
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
--> statement-breakpoint
-- src/db/schema/mailings/suppressions/first-mailing-key.after.sql (aa6fb1a857e2d5ca)
-- The first key, made here of what Postgres takes for strong random numbers (a uuid has 122 bits).
-- Another one by the same statement with the next id; the old ones stay, for links that were sent.
insert into private.mailing_keys (id, inner_key, outer_key)
select 1,
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n <= 4),
  string_agg(uuid_send(gen_random_uuid()), '') filter (where n > 4)
from generate_series(1, 8) n
where not exists (select from private.mailing_keys)
having count(*) > 0;
