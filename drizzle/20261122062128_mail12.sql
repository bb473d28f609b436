set local check_function_bodies = off;
--> statement-breakpoint
drop trigger "message_logs_transition" on "public"."message_logs";
--> statement-breakpoint
revoke execute on function private.instant_of(timestamp, text) from public;
--> statement-breakpoint
grant execute on function private.instant_of(timestamp, text) to service_role;
--> statement-breakpoint
-- By which key it counts once that somebody was let in: once more for who came back.
create or replace function private.approval_key(membership uuid, approved_at timestamptz)
returns text
language sql stable set search_path = '' as $$
  select 'membership:' || membership || ':'
    || to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
$$;
--> statement-breakpoint
revoke execute on function private.approval_key(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.approval_key(uuid, timestamptz) to service_role;
--> statement-breakpoint
-- Since when an enabled automation of a shop waits for something; null where none does. Asked before
-- anything else, so that a shop without automations pays for one look at an index.
create or replace function private.awaited_since(shop uuid, what public.trigger_type)
returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  return (
    select min(a.enabled_at)
    from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
      and v.number = a.published_version
    where a.shop_id = shop and a.enabled and v.trigger = what
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.awaited_since(uuid, public.trigger_type) from public;
--> statement-breakpoint
-- Notes that somebody who is a customer of the gym's shop was let in, where an automation waits for it;
-- once more for who was let in anew. What is imported is none.
create or replace function private.note_approvals() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nested, because there is no "removed" for an insert, not even to be left unread.
  if tg_op = 'UPDATE' then
    if not exists (
      select from added a join removed r on r.id = a.id
      where a.in_effect and a.approved_at is distinct from r.approved_at
    ) then
      return null;
    end if;
  end if;
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at)
  select c.shop_id, c.id, 'membership_approved', private.approval_key(a.id, a.approved_at),
    a.approved_at
  from (
    select s.id, s.gym_id, private.awaited_since(s.id, 'membership_approved') as since
    from public.shops s
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.in_effect and a.legacy_id is null and a.approved_at >= w.since;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_approvals() from public;
--> statement-breakpoint
-- Notes promotions of members who are customers of their gym's shop, where an automation waits for one.
-- What is imported, and what takes another back, is none.
create or replace function private.note_graduations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select c.shop_id, c.id, 'graduated', 'graduation:' || a.id, p.at,
    jsonb_build_object('awarded_belt', a.belt)
  from (
    select s.id, s.gym_id, g.timezone, private.awaited_since(s.id, 'graduated') as since
    from public.shops s
    join public.gyms g on g.id = s.gym_id
    where s.gym_id in (select n.gym_id from added n) and s.deleted_at is null
  ) w
  join added a on a.gym_id = w.gym_id
  cross join lateral (
    select private.promoted_at(a.awarded_on, a.created_at, w.timezone)
  ) p (at)
  join public.customers c on c.user_id = a.user_id and c.shop_id = w.id
  where a.voids is null and a.legacy_id is null and p.at >= w.since;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_graduations() from public;
--> statement-breakpoint
-- Notes new orders for automations that wait for one, unless they were placed before: an import of old
-- orders says nothing. What is cancelled by the time it is told was never placed.
create or replace function private.note_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- An upsert that only updates comes here as well.
  if not exists (select from added) then
    return null;
  end if;
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, w.trigger,
    case w.trigger when 'order_placed' then 'order:' || a.id else 'first_purchase' end,
    a.placed_at,
    jsonb_build_object(
      'order_id', a.id, 'order_number', a.order_number, 'order_total', a.total_price::text,
      'order_currency', a.currency
    )
  from (
    select s.shop_id, t.trigger, private.awaited_since(s.shop_id, t.trigger) as since
    from (select distinct n.shop_id from added n) s
    cross join unnest('{order_placed,first_purchase}'::public.trigger_type[]) t (trigger)
  ) w
  join added a on a.shop_id = w.shop_id and a.placed_at >= w.since
  where a.customer_id is not null and a.cancelled_at is null and a.deleted_at is null
    and a.financial_status not in ('voided', 'expired');
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_orders() from public;
--> statement-breakpoint
-- Notes changes of segments for automations that wait for one.
create or replace function private.note_segment_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.automation_events
    (shop_id, customer_id, trigger, key, happened_at, details)
  select a.shop_id, a.customer_id, 'segment_changed', 'segment:' || a.id, a.created_at,
    jsonb_strip_nulls(jsonb_build_object('previous_segment', a."from", 'segment', a."to"))
  from (
    select s.shop_id, private.awaited_since(s.shop_id, 'segment_changed') as since
    from (select distinct n.shop_id from added n) s
  ) w
  join added a on a.shop_id = w.shop_id and a.created_at >= w.since;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function private.note_segment_changes() from public;
--> statement-breakpoint
-- When somebody was promoted, as automations count it: when it was written down, but not later than the
-- day of it ended at the gym, so that what is entered long after says nothing.
create or replace function private.promoted_at(
  awarded_on date, written_at timestamptz, zone text
) returns timestamptz
language sql immutable set search_path = '' as $$
  select least(written_at, private.instant_of((awarded_on + 1)::timestamp, zone))
$$;
--> statement-breakpoint
revoke execute on function private.promoted_at(date, timestamptz, text) from public;
--> statement-breakpoint
grant execute on function private.promoted_at(date, timestamptz, text) to service_role;
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
-- Takes a shop's messages of a channel that are due at an instant; no two workers ever get the same. Each is
-- judged anew and becomes `sending`, `refused`, or waits longer. What is `sending` counts as handed over
-- from here on, for the cap as well: if nothing is heard of it until `until`, its outcome is unknown.
--
-- The customers are held first, and what is judged is read after that: whoever takes consent back holds
-- them too, so nothing is claimed once that is done. Of a customer's messages one is taken at a time, or two
-- would each find room under the cap. Whoever is busy is passed over, for the next time.
--
-- Returns a row for each message that was found due; what is to be said stands in those that are `sending`.
create or replace function private.claim_messages(
  shop uuid, channel public.message_channel, at timestamptz, claim uuid, until timestamptz,
  at_most integer, most_devices integer
) returns table (
  id uuid, status public.message_status, attempts integer, template_version_id uuid, locale text,
  "values" jsonb, user_id uuid, address text, devices text[], token text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  due constant uuid[] := array(
    select m.id from public.message_logs m
    join public.customers c on c.id = m.customer_id and c.shop_id = m.shop_id
    where m.shop_id = shop and m.status = 'scheduled' and m.scheduled_for <= at
      and m.channel = claim_messages.channel
    order by m.scheduled_for, m.id limit at_most
    for no key update of m skip locked for no key update of c skip locked
  );
begin
  return query
  with first as materialized (
    select distinct on (m.customer_id) m.id, m.shop_id, m.automation_id, m.version_id, m.node,
      m.customer_id, m.details
    from public.message_logs m where m.id = any (due)
    order by m.customer_id, m.scheduled_for, m.id
  ), judged as materialized (
    select f.id, f.customer_id, f.details, g.template_version_id, v.outcome, v.reason, v.scheduled_for
    from (
      select x.version_id, x.automation_id, x.node, array_agg(x.customer_id) as customers,
        (p.nodes -> x.node ->> 'template_version_id')::uuid as template_version_id,
        p.topic, p.quiet_from, p.quiet_until, p.send_days
      from first x join public.automation_versions p on p.id = x.version_id
      group by x.version_id, x.automation_id, x.node, p.id
    ) g
    cross join lateral private.message_verdicts(
      shop, g.automation_id, claim_messages.channel, g.topic, g.template_version_id, g.quiet_from,
      -- Who is held out was decided when it was planned.
      g.quiet_until, g.send_days, 0, at, g.customers
    ) v
    join first f on f.customer_id = v.customer_id
  ), counted as (
    insert into private.mailing_contacts as k (shop_id, customer_id, handed_over)
    select shop, j.customer_id, array[at] from judged j where j.outcome = 'to_send'
    on conflict on constraint mailing_contacts_customer_id_shop_id_pk do update set handed_over = array(
      -- As many, and as old ones, as any cap could count: it may be changed.
      select h.at from (
        select l.at from unnest(k.handed_over) l (at)
        where l.at > claim_messages.at - interval '90 days' order by l.at desc limit 99
      ) h order by h.at
    ) || claim_messages.at
  ), moved as (
    update public.message_logs m set
      status = case j.outcome when 'to_send' then 'sending' when 'rescheduled' then 'scheduled'
        else 'refused' end::public.message_status,
      reason = j.reason,
      scheduled_for = case j.outcome when 'rescheduled' then j.scheduled_for else m.scheduled_for end,
      address = case when j.outcome = 'to_send' and m.channel = 'email' then c.email end,
      attempts = m.attempts + (j.outcome = 'to_send')::integer,
      claim = case when j.outcome = 'to_send' then claim_messages.claim end,
      claimed_until = case when j.outcome = 'to_send' then until end
    from judged j
    left join public.customers c on c.id = j.customer_id and c.shop_id = shop
    where m.id = j.id
    returning m.id, m.status, m.attempts, m.address, m.customer_id, c.user_id
  )
  select m.id, m.status, m.attempts, j.template_version_id, t.locale, t."values" || j.details,
    m.user_id, m.address,
    case when m.status = 'sending' and claim_messages.channel = 'push' then array(
      select d.token from public.push_tokens d where d.user_id = m.user_id
      order by d.last_seen_at desc, d.id limit most_devices
    ) end,
    case when m.status = 'sending' and claim_messages.channel = 'email'
      then private.unsubscribe_token(m.customer_id) end
  from moved m
  join judged j on j.id = m.id
  left join private.template_values(
    shop, array(select s.customer_id from judged s where s.outcome = 'to_send')
  ) t on t.customer_id = m.customer_id and m.status = 'sending';
end
$$;
--> statement-breakpoint
revoke execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) from public;
--> statement-breakpoint
grant execute on function private.claim_messages(
  uuid, public.message_channel, timestamptz, uuid, timestamptz, integer, integer
) to service_role;
--> statement-breakpoint
-- By whose clock something is sent to a customer: their own, the member's, or the shop's. What Shopify or a
-- file said may be no zone at all.
create or replace function private.customer_zone(told text, of_member text, of_shop text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if told is not null and private.is_timezone(told) then return told; end if;
  return coalesce(of_member, of_shop);
end
$$;
--> statement-breakpoint
revoke execute on function private.customer_zone(text, text, text) from public;
--> statement-breakpoint
grant execute on function private.customer_zone(text, text, text) to service_role;
--> statement-breakpoint
-- Ends messages whose worker was not heard of in time: they may have been handed over, so nobody does it
-- again. Up to a thousand; tells how many.
create or replace function private.give_up_messages(at timestamptz) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  ended integer;
begin
  update public.message_logs m
  set status = 'failed', reason = 'outcome_unknown', claim = null, claimed_until = null
  where m.id = any (array(
    select s.id from public.message_logs s
    where s.status = 'sending' and s.claimed_until <= at
    order by s.claimed_until limit 1000 for no key update skip locked
  ));
  get diagnostics ended = row_count;
  return ended;
end
$$;
--> statement-breakpoint
revoke execute on function private.give_up_messages(timestamptz) from public;
--> statement-breakpoint
grant execute on function private.give_up_messages(timestamptz) to service_role;
--> statement-breakpoint
-- Whether a customer is one of those who get nothing from an automation, to compare with: always the same
-- ones, and whoever is among five of a hundred is among ten. Of SHA-256 sixty bits count, which are no
-- negative number, so that another language comes to the same.
create or replace function private.is_held_out(automation uuid, customer uuid, percent integer)
returns boolean
language sql immutable set search_path = '' as $$
  select ('x' || left(encode(
    sha256(convert_to(automation::text || ':' || customer::text, 'UTF8')), 'hex'
  ), 15))::bit(60)::bigint % 10000 < percent * 100
$$;
--> statement-breakpoint
revoke execute on function private.is_held_out(uuid, uuid, integer) from public;
--> statement-breakpoint
grant execute on function private.is_held_out(uuid, uuid, integer) to service_role;
--> statement-breakpoint
-- Whether nothing of an automation is to be sent: it is off or archived, unless it is asked about as though
-- it were on (`running`), its shop has gone, or its gym is closed.
create or replace function private.is_mailing_stopped(shop uuid, automation uuid, running boolean)
returns boolean
language sql stable set search_path = '' as $$
  select not exists (
    select from public.automations a
    join public.shops s on s.id = a.shop_id and s.state <> 'uninstalled' and s.deleted_at is null
    where a.id = automation and a.shop_id = shop and a.archived_at is null
      and coalesce(running, a.enabled)
      and not exists (
        select from public.gym_closings g where g.gym_id = s.gym_id and g.state in ('erasing', 'erased')
      )
  )
$$;
--> statement-breakpoint
revoke execute on function private.is_mailing_stopped(uuid, uuid, boolean) from public;
--> statement-breakpoint
grant execute on function private.is_mailing_stopped(uuid, uuid, boolean) to service_role;
--> statement-breakpoint
-- How many messages within which time a shop's customers get at most; a shop that said nothing has what its
-- row would begin with (`DEFAULT_CAP`).
create or replace function private.mailing_cap(shop uuid, out most integer, out span interval)
language sql stable set search_path = '' as $$
  select coalesce(s.cap_messages, 3), make_interval(hours => 24 * coalesce(s.cap_days, 7))
  from (select) one
  left join public.mailing_settings s on s.shop_id = shop
$$;
--> statement-breakpoint
revoke execute on function private.mailing_cap(uuid) from public;
--> statement-breakpoint
grant execute on function private.mailing_cap(uuid) to service_role;
--> statement-breakpoint
-- When quiet hours of mailings that hold at an instant end; null where none hold. See
-- `private.next_sending_time` for what counts on a night on which clocks change.
create or replace function private.mailing_quiet_end(
  at timestamptz, zone text, quiet_from time, quiet_until time
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  wall constant timestamp := at at time zone zone;
  past_midnight constant boolean := quiet_until < quiet_from;
  -- The day on which a night begins that could hold now: where it goes past midnight and that is over,
  -- the day before.
  shown_quiet constant boolean := case when past_midnight
    then wall::time >= quiet_from or wall::time < quiet_until
    else wall::time >= quiet_from and wall::time < quiet_until
  end;
begin
  if quiet_from is null then return null; end if;
  return (
    select max(span.ends) from (values (wall::date - 1), (wall::date)) night (day)
    cross join lateral (
      select private.instant_of(night.day + quiet_from, zone) as starts,
        -- Of a time that comes twice Postgres takes the second.
        (night.day + past_midnight::integer + quiet_until) at time zone zone as ends
    ) span
    where span.starts <= at and at < span.ends
      or shown_quiet and night.day = wall::date
        - (past_midnight and wall::time < quiet_until)::integer
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.mailing_quiet_end(timestamptz, text, time, time) from public;
--> statement-breakpoint
grant execute on function private.mailing_quiet_end(timestamptz, text, time, time) to service_role;
--> statement-breakpoint
-- What is to become of an automation's message to each of some customers at an instant: `refused`, with the
-- first reason; `held_out`; `rescheduled`, with why and until when; or `to_send`. The one place where that
-- is decided: when a message is planned, when it is claimed, and in a dry run. Who would be refused is in
-- neither group of a hold-out.
--
-- The cap counts what was handed over within the last days, to the instant; a message beyond it waits until
-- the oldest that is counted falls out, and then for the next time at which it may be sent.
create or replace function private.message_verdicts(
  shop uuid, automation uuid, channel public.message_channel, topic text, template_version uuid,
  quiet_from time, quiet_until time, send_days smallint[], hold_out_percent integer,
  at timestamptz, customers uuid[], running boolean default null
) returns table (customer_id uuid, outcome text, reason text, scheduled_for timestamptz)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  stopped constant boolean := private.is_mailing_stopped(shop, automation, running);
  most integer;
  span interval;
begin
  select c.most, c.span into most, span from private.mailing_cap(shop) c;
  return query
  select r.customer_id,
    case
      when r.reason is not null then 'refused'
      when held.out then 'held_out'
      when free.next > at then 'rescheduled'
      else 'to_send'
    end,
    case
      when r.reason is not null then r.reason
      when held.out or free.next <= at then null
      when private.mailing_quiet_end(at, r.zone, quiet_from, quiet_until) is not null then 'quiet_hours'
      when private.next_sending_time(at, r.zone, null, null, send_days) > at then 'send_window'
      else 'cap'
    end,
    case when r.reason is null and not held.out then free.next else at end
  from private.refusals_of(shop, stopped, channel, topic, template_version, at, customers) r
  cross join lateral (
    select r.reason is null and private.is_held_out(automation, r.customer_id, hold_out_percent)
  ) held (out)
  left join private.mailing_contacts k on k.customer_id = r.customer_id and k.shop_id = shop
  cross join lateral (
    select case when r.reason is null and not held.out then private.next_sending_time(
      greatest(at, (
        -- The one that must fall out for there to be room again; none while there is room.
        select h.at + span from unnest(k.handed_over) h (at)
        where h.at > message_verdicts.at - span
        order by h.at desc offset most - 1 limit 1
      )), r.zone, quiet_from, quiet_until, send_days
    ) else at end
  ) free (next);
end
$$;
--> statement-breakpoint
revoke execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) from public;
--> statement-breakpoint
grant execute on function private.message_verdicts(
  uuid, uuid, public.message_channel, text, uuid, time, time, smallint[], integer, timestamptz, uuid[],
  boolean
) to service_role;
--> statement-breakpoint
-- The first instant from one on at which something may be sent by the clock and calendar of a zone: not in
-- quiet hours, which may go past midnight (null: there are none), and on a weekday of the list (ISO, Monday
-- is 1; null: on all).
--
-- On a night on which clocks change it is quiet by either reading. What the wall shows counts: none of a
-- doubled hour is used that shows a quiet time, and what follows upon a skipped one is judged by what it
-- shows. So does how long it lasts: from the first time that the wall shows the beginning to the last time
-- that it shows the end (a skipped time is moved forward), so that no window opens in the midst of it.
create or replace function private.next_sending_time(
  at timestamptz, zone text, quiet_from time, quiet_until time, send_days smallint[]
) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  result timestamptz := at;
  wall timestamp;
  quiet_end timestamptz;
begin
  -- Every pass goes on by a day or to the end of a night: more are never needed.
  for pass in 1..30 loop
    wall := result at time zone zone;
    quiet_end := private.mailing_quiet_end(result, zone, quiet_from, quiet_until);
    if quiet_end is not null then
      result := quiet_end;
    elsif extract(isodow from wall)::smallint <> all (send_days) then
      result := private.instant_of(wall::date + time '00:00' + interval '1 day', zone);
    else
      return result;
    end if;
  end loop;
  return result;
end
$$;
--> statement-breakpoint
revoke execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  from public;
--> statement-breakpoint
grant execute on function private.next_sending_time(timestamptz, text, time, time, smallint[])
  to service_role;
--> statement-breakpoint
-- Plans one node's messages for entries of its version: each is decided at once, and one that was planned
-- before stays as it is. Tells how many were new. What comes due is found by a job; nothing is to be queued.
create or replace function private.plan_messages(
  version uuid, node integer, entries uuid[], at timestamptz
) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  published public.automation_versions;
  wanted public.message_channel;
  template_version uuid;
  planned integer;
begin
  select v.* into published from public.automation_versions v where v.id = version;
  wanted := published.nodes -> node ->> 'kind';
  template_version := published.nodes -> node ->> 'template_version_id';
  with entered as (
    select e.id, e.customer_id, e.details from private.automation_entries e
    where e.id = any (entries) and e.version_id = version
  )
  insert into public.message_logs (
    shop_id, automation_id, version_id, customer_id, node, channel, status, reason, dedupe_key, details,
    planned_for, scheduled_for
  )
  select published.shop_id, published.automation_id, version, e.customer_id, plan_messages.node, wanted,
    (case when v.outcome in ('refused', 'held_out') then v.outcome else 'scheduled' end)
      ::public.message_status,
    v.reason, e.id || ':' || plan_messages.node, e.details, at, v.scheduled_for
  from entered e
  join private.message_verdicts(
    published.shop_id, published.automation_id, wanted, published.topic, template_version,
    published.quiet_from, published.quiet_until, published.send_days, published.hold_out_percent, at,
    array(select customer_id from entered)
  ) v on v.customer_id = e.customer_id
  on conflict (shop_id, dedupe_key) do nothing;
  get diagnostics planned = row_count;
  return planned;
end
$$;
--> statement-breakpoint
revoke execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) from public;
--> statement-breakpoint
grant execute on function private.plan_messages(uuid, integer, uuid[], timestamptz) to service_role;
--> statement-breakpoint
-- Why customers would get nothing from a template about a topic by a channel at an instant, the first
-- reason of each (`refusalReasons` is their order), and by whose clock they live. Null: nothing is in the
-- way. Who is not there (any more) has a row too.
--
-- Consent to mails is what Shopify tells; to pushes, that the member turned on the kind `offers`, which is
-- off without a row. A suppression of the address or of the customer keeps mails away; pushes are kept away
-- by the person's own word alone. A child is nobody's customer: neither themselves nor by an address that
-- is their account's.
create or replace function private.refusals_of(
  shop uuid, stopped boolean, channel public.message_channel, topic text, template_version uuid,
  at timestamptz, customers uuid[]
) returns table (customer_id uuid, reason text, zone text)
language plpgsql stable rows 100 set search_path = '' as $$
declare
  by_mail constant boolean := channel = 'email';
  grown_by constant date := private.adults_born_by((at at time zone 'UTC')::date);
  -- What a customer must have a value of, since nothing stands in for it.
  needed constant text[] := coalesce((
    select t.variables from public.message_template_versions t
    where t.id = template_version and t.shop_id = shop
  ), '{}');
begin
  return query
  select a.id, case
      when c.id is null or c.redacted_at is not null or c.deleted_at is not null then 'customer_gone'
      when stopped then 'automation_stopped'
      when by_mail and c.email is null then 'no_address'
      when not by_mail and not exists (
        select from public.push_tokens d where d.user_id = c.user_id
      ) then 'no_device'
      when u.birth_date > grown_by or exists (
        select from public.users m
        where lower(m.email collate "C") = lower(c.email collate "C")
          and m.birth_date > grown_by and m.deleted_at is null
      ) then 'minor'
      when by_mail and (exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason <> 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason <> 'unsubscribed'
      )) then 'suppressed'
      when exists (
        select from public.suppressions s
        where s.customer_id = c.id and s.shop_id = shop and s.reason = 'unsubscribed'
      ) or exists (
        select from public.suppressions s
        where s.shop_id = shop and s.address = lower(c.email) and s.reason = 'unsubscribed'
      ) then 'unsubscribed'
      when by_mail and c.email_consent is distinct from 'subscribed' then 'no_consent'
      when not by_mail and not exists (
        select from public.notification_preferences p
        where p.user_id = c.user_id and p.kind = 'offers' and p.channel = 'push' and p.enabled
      ) then 'no_consent'
      when exists (
        select from public.refused_topics r
        where r.customer_id = c.id and r.shop_id = shop and r.topic = refusals_of.topic
      ) then 'topic_refused'
      when exists (
        select from unnest(needed) v (name) where t."values" ->> v.name is null
      ) then 'missing_value'
    end,
    private.customer_zone(c.timezone, u.timezone, h.timezone)
  from (select distinct unnest as id from unnest(customers)) a
  left join public.customers c on c.id = a.id and c.shop_id = shop
  left join public.shops h on h.id = shop
  left join public.users u on u.id = c.user_id
  left join private.template_values(shop, case when needed <> '{}' then customers else '{}' end) t
    on t.customer_id = a.id;
end
$$;
--> statement-breakpoint
revoke execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) from public;
--> statement-breakpoint
grant execute on function private.refusals_of(
  uuid, boolean, public.message_channel, text, uuid, timestamptz, uuid[]
) to service_role;
--> statement-breakpoint
-- Writes what became of the messages of a claim, as `[{ id, status, reason, ticket, error, pause_s, taken }]`,
-- and tells of how many: what is not this claim's any more stays as it is. One that was surely not taken
-- (`taken` is false) no longer counts for the cap; a claim holds no two messages of a customer.
create or replace function private.settle_messages(
  claim uuid, claimed_at timestamptz, ends jsonb, at timestamptz
) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  settled integer;
begin
  -- In order, before anything else is held: who claims does not wait, and counts under the same lock.
  perform from public.customers c
  where c.id = any (array(
    select m.customer_id from jsonb_to_recordset(ends) e (id uuid, taken boolean)
    join public.message_logs m on m.id = e.id where not e.taken
  ))
  order by c.id for no key update;
  with told as (
    select * from jsonb_to_recordset(ends) e (
      id uuid, status public.message_status, reason text, ticket text, error text, pause_s integer,
      taken boolean
    )
  ), ended as (
    update public.message_logs m set
      status = e.status, reason = e.reason, error = left(e.error, 500), claim = null,
      claimed_until = null, provider_message_id = coalesce(e.ticket, m.provider_message_id),
      sent_at = case e.status when 'sent' then settle_messages.at else m.sent_at end,
      address = case when e.taken then m.address end,
      scheduled_for = case e.status when 'scheduled'
        then settle_messages.at + make_interval(secs => e.pause_s) else m.scheduled_for end
    from told e
    where m.id = e.id and m.claim = settle_messages.claim and m.status = 'sending'
    returning m.shop_id, m.customer_id, e.taken
  ), returned as (
    update private.mailing_contacts k set handed_over =
      k.handed_over[:array_position(k.handed_over, claimed_at::timestamptz(3)) - 1]
      || k.handed_over[array_position(k.handed_over, claimed_at::timestamptz(3)) + 1:]
    from ended e
    where not e.taken and k.customer_id = e.customer_id and k.shop_id = e.shop_id
      and claimed_at::timestamptz(3) = any (k.handed_over)
  )
  select count(*) into settled from ended;
  return settled;
end
$$;
--> statement-breakpoint
revoke execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) from public;
--> statement-breakpoint
grant execute on function private.settle_messages(uuid, timestamptz, jsonb, timestamptz) to service_role;
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
ALTER TABLE "suppressions" DROP CONSTRAINT "suppressions_once";
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_check";
--> statement-breakpoint
DROP INDEX "private"."automation_events_created_at_index";
--> statement-breakpoint
DROP INDEX "private"."automation_entries_due_index";
--> statement-breakpoint
ALTER TABLE "automations" ADD COLUMN "enabled_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "message_logs" ADD COLUMN "details" jsonb DEFAULT '{}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "private"."forgotten_suppressions" ADD CONSTRAINT "forgotten_suppressions_shop_id_shops_id_fk" FOREIGN KEY ("shop_id") REFERENCES "public"."shops"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "automation_events_shop_id_index" ON "private"."automation_events" USING btree ("shop_id","happened_at","id");
--> statement-breakpoint
CREATE INDEX "automation_entries_due_index" ON "private"."automation_entries" USING btree ("shop_id","due_at","id") WHERE "private"."automation_entries"."state" = 'active';
--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_once" UNIQUE NULLS NOT DISTINCT("shop_id","address","customer_id","reason");
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_since_check" CHECK ("automations"."enabled" = ("automations"."enabled_at" is not null));
--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_enabled_at_check" CHECK ("automations"."enabled_at" between '1900-01-01T00:00:00Z' and '2200-01-01T00:00:00Z');
--> statement-breakpoint
ALTER TABLE "message_logs" ADD CONSTRAINT "message_logs_details_check" CHECK (jsonb_typeof("message_logs"."details") = 'object' and octet_length("message_logs"."details"::text) <= 2000);
--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_check" CHECK ("notification_preferences"."kind" in ('announcement', 'class', 'graduation', 'attendance', 'offers'));
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
create trigger "automations_stamp_enabled" before insert or update of "enabled" on "public"."automations"
  for each row execute function private.stamp_enabled();
--> statement-breakpoint
create trigger "message_logs_transition" before update of "status" on "public"."message_logs"
  for each row when ((old."status", new."status") not in (('scheduled', 'scheduled'), ('scheduled', 'sending'), ('scheduled', 'refused'), ('scheduled', 'cancelled'), ('scheduled', 'failed'), ('sending', 'sending'), ('sending', 'scheduled'), ('sending', 'sent'), ('sending', 'delivered'), ('sending', 'bounced'), ('sending', 'complained'), ('sending', 'failed'), ('sending', 'refused'), ('sent', 'sent'), ('sent', 'failed'), ('sent', 'delivered'), ('sent', 'bounced'), ('sent', 'complained'), ('delivered', 'delivered'), ('delivered', 'bounced'), ('delivered', 'complained'), ('bounced', 'bounced'), ('bounced', 'complained'), ('complained', 'complained'), ('failed', 'failed'), ('failed', 'scheduled'), ('failed', 'delivered'), ('failed', 'bounced'), ('failed', 'complained'), ('held_out', 'held_out'), ('refused', 'refused'), ('cancelled', 'cancelled'))) execute function private.guard_transition('status', '{"scheduled":["sending","refused","cancelled","failed"],"sending":["scheduled","sent","delivered","bounced","complained","failed","refused"],"sent":["failed","delivered","bounced","complained"],"delivered":["bounced","complained"],"bounced":["complained"],"complained":[],"failed":["scheduled","delivered","bounced","complained"],"held_out":[],"refused":[],"cancelled":[]}');
--> statement-breakpoint
create trigger "memberships_note_new_for_automations" after insert on "public"."memberships"
  referencing new table as added
  for each statement execute function private.note_approvals();
--> statement-breakpoint
create trigger "memberships_note_changed_for_automations" after update on "public"."memberships"
  referencing old table as removed new table as added
  for each statement execute function private.note_approvals();
--> statement-breakpoint
create trigger "graduations_note_for_automations" after insert on "public"."graduations"
  referencing new table as added
  for each statement execute function private.note_graduations();
--> statement-breakpoint
create trigger "orders_note_for_automations" after insert on "public"."orders"
  referencing new table as added
  for each statement execute function private.note_orders();
--> statement-breakpoint
create trigger "segment_changes_note_for_automations" after insert on "public"."segment_changes"
  referencing new table as added
  for each statement execute function private.note_segment_changes();
--> statement-breakpoint
create trigger "customers_recall_new_suppressions" after insert on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
--> statement-breakpoint
create trigger "customers_recall_suppressions" after update on "public"."customers"
  referencing new table as told
  for each statement execute function private.recall_suppressions();
--> statement-breakpoint
alter table "private"."automation_events" force row level security;
--> statement-breakpoint
revoke all on table "private"."automation_events" from public, anon, authenticated, service_role;
--> statement-breakpoint
grant select, update, delete on table "private"."automation_events" to service_role;
--> statement-breakpoint
alter table "private"."forgotten_suppressions" force row level security;
--> statement-breakpoint
revoke all on table "private"."forgotten_suppressions" from public, anon, authenticated, service_role;
--> statement-breakpoint
alter table "private"."mailing_keys" force row level security;
--> statement-breakpoint
revoke all on table "private"."mailing_keys" from public, anon, authenticated, service_role;
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
