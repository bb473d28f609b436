set local check_function_bodies = off;
--> statement-breakpoint
-- What was bought upon an automation's messages: an order belongs to the last message that reached its
-- customer before it, whichever automation sent that, and counts if it came within so many days of 24
-- hours, the first instant included and the last not. So one order counts for one message. Orders in
-- another currency than the shop's are counted apart. Asks nobody who they are; `at` is what the time
-- is taken to be.
create or replace function private.attributed_orders(
  automation uuid, days integer, at timestamptz
) returns table (
  messages integer, customers integer, orders integer, revenue numeric,
  orders_in_other_currency integer
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  shop constant public.shops := (
    select s from public.shops s join public.automations a on a.shop_id = s.id
    where a.id = automation
  );
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with reached as not materialized (
      select m.id, m.automation_id, m.customer_id, m.sent_at
      from public.message_logs m
      where m.shop_id = shop.id and m.status in ('sent', 'delivered', 'complained')
        and m.sent_at <= at
    ), ours as materialized (
      select distinct r.customer_id from reached r where r.automation_id = automation
    ), touches as (
      select r.*, lead(r.sent_at) over (partition by r.customer_id order by r.sent_at, r.id) as next
      from reached r join ours using (customer_id)
    )
    select count(distinct t.id)::integer, count(distinct t.customer_id)::integer,
      (count(o.id) filter (where o.currency = shop.currency))::integer,
      coalesce(sum(o.value) filter (where o.currency = shop.currency), 0),
      (count(o.id) filter (where o.currency <> shop.currency))::integer
    from touches t
    left join public.orders o on o.customer_id = t.customer_id and o.shop_id = shop.id
      and o.value is not null and o.placed_at >= t.sent_at and o.placed_at <= at
      and o.placed_at < least(t.next, t.sent_at + span)
    where t.automation_id = automation;
end
$$;
--> statement-breakpoint
revoke execute on function private.attributed_orders(uuid, integer, timestamptz) from public;
--> statement-breakpoint
-- What was bought upon an automation's messages, and what of it came of them. Null where there is no such
-- automation. Asks nobody who they are; `at` is what the time is taken to be. Without `days` it is the
-- published version's.
create or replace function private.attribution_of(
  automation uuid, days integer, least_customers integer, least_buyers integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  span constant integer := coalesce(days, (
    select coalesce(v.attribution_days, a.attribution_days) from public.automations a
    left join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
      and v.number = a.published_version
    where a.id = automation
  ));
begin
  return (
    select jsonb_build_object(
      'currency', s.currency, 'days', span, 'as_of', at,
      'attributed', (
        select to_jsonb(o) || jsonb_build_object('revenue', round(o.revenue, 4)::text)
        from private.attributed_orders(automation, span, at) o
      ),
      'comparison', private.compare_groups(automation, span, least_customers, least_buyers, at)
    )
    from public.automations a join public.shops s on s.id = a.shop_id where a.id = automation
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.attribution_of(uuid, integer, integer, integer, timestamptz) from public;
--> statement-breakpoint
-- What was bought upon an automation's messages, within so many days up to ninety, and what of it came of
-- them: for managers of the shop's gym. The role is asked once. Null for others.
create or replace function private.automation_attribution(
  automation uuid, days integer, least_customers integer, least_buyers integer
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.automations a
    where a.id = automation and a.shop_id = any (private.shop_ids())
  ) then
    return null;
  end if;
  return private.attribution_of(automation, least(days, 90), least_customers, least_buyers, now());
end
$$;
--> statement-breakpoint
revoke execute on function private.automation_attribution(uuid, integer, integer, integer) from public;
--> statement-breakpoint
grant execute on function private.automation_attribution(uuid, integer, integer, integer) to authenticated;
--> statement-breakpoint
-- What an automation's messages brought: what was bought by whom they were planned for, against who was
-- held out. Shares that were held out are compared each for itself, since another share means another
-- time, where both groups have `least_customers`; their differences are weighted by who was treated.
-- The interval is Welch's, 95 %, with Student's quantile by its expansion (Abramowitz and Stegun
-- 26.7.5: four digits from 29 degrees of freedom on). It is conclusive where it does not hold zero and
-- `least_buyers` of those held out bought. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.compare_groups(
  automation uuid, days integer, least_customers integer, least_buyers integer, at timestamptz
) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  z constant numeric := 1.959963984540054;
begin
  return (
    with sums as materialized (
      select * from private.group_sums(automation, days, at)
    ), strata as (
      select t.customers as n, t.customers / sum(t.customers) over () as weight,
        t.revenue / t.customers - h.revenue / h.customers as difference,
        t.error + h.error as error, h.buyers,
        t.error ^ 2 / (t.customers - 1) + h.error ^ 2 / (h.customers - 1) as spread
      from sums t join sums h using (percent)
      where not t.held_out and h.held_out and t.customers >= least_customers
        and h.customers >= least_customers
    ), combined as (
      select sum(s.n) as n, sum(s.buyers) as buyers, sum(s.weight * s.difference) as difference,
        sum(s.weight ^ 2 * s.error) as error, sum(s.weight ^ 4 * s.spread) as spread
      from strata s
    ), judged as (
      select c.n, c.buyers, c.difference, sqrt(c.error) * (
        z + (z ^ 3 + z) / (4 * f.freedom) + (5 * z ^ 5 + 16 * z ^ 3 + 3 * z) / (96 * f.freedom ^ 2)
      ) as half
      from combined c
      -- Where nobody's sum differs, there is no interval.
      cross join lateral (select c.error ^ 2 / nullif(c.spread, 0) as freedom) f
    ), groups as (
      select s.held_out, jsonb_build_object(
        'customers', sum(s.customers), 'buyers', sum(s.buyers), 'orders', sum(s.orders),
        'revenue', round(sum(s.revenue), 4)::text,
        'per_customer', round(sum(s.revenue) / sum(s.customers), 4)::text
      ) as told
      from sums s group by s.held_out
    )
    select jsonb_build_object(
      'treated', (select g.told from groups g where not g.held_out),
      'held_out', (select g.told from groups g where g.held_out),
      'compared', coalesce(j.n, 0),
      'difference', round(j.difference, 4)::text,
      'low', round(j.difference - j.half, 4)::text,
      'high', round(j.difference + j.half, 4)::text,
      'revenue', round(j.n * j.difference, 4)::text,
      'revenue_low', round(j.n * (j.difference - j.half), 4)::text,
      'revenue_high', round(j.n * (j.difference + j.half), 4)::text,
      'conclusive', coalesce(abs(j.difference) > j.half and j.buyers >= least_buyers, false)
    )
    from judged j
  );
end
$$;
--> statement-breakpoint
revoke execute on function private.compare_groups(uuid, integer, integer, integer, timestamptz) from public;
--> statement-breakpoint
-- What customers bought who were to get an automation's messages, and who were held out: a row for each
-- share that was held out and each of the two groups; `error` is that of the mean, squared. Everybody
-- counts by what was decided for them when they were first planned for, whatever came of the message,
-- and whether they bought or not; who would have been refused anyway is in neither group. Orders in the
-- shop's currency count from that instant on for so many days of 24 hours, and only of customers whose
-- days are over. Asks nobody who they are; `at` is what the time is taken to be.
create or replace function private.group_sums(automation uuid, days integer, at timestamptz)
returns table (
  percent integer, held_out boolean, customers numeric, buyers numeric, orders numeric,
  revenue numeric, error numeric
)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  span constant interval := make_interval(hours => 24 * days);
begin
  return query
    with firsts as materialized (
      select distinct on (m.customer_id) m.customer_id, m.shop_id, m.planned_for as since,
        m.status = 'held_out' as held_out, v.hold_out_percent as percent
      from public.message_logs m
      join public.automation_versions v on v.id = m.version_id
        and v.automation_id = m.automation_id and v.shop_id = m.shop_id
      where m.automation_id = automation and v.hold_out_percent > 0
        -- Not who was refused at once; who was refused later had been in a group by then.
        and (m.status <> 'refused' or m.updated_at > m.created_at)
      order by m.customer_id, m.planned_for, m.id
    ), spent as (
      select f.percent, f.held_out, count(o.id) as orders, coalesce(sum(o.value), 0) as revenue
      from firsts f
      join public.shops s on s.id = f.shop_id
      left join public.orders o on o.customer_id = f.customer_id and o.shop_id = f.shop_id
        and o.value is not null and o.currency = s.currency
        and o.placed_at >= f.since and o.placed_at < f.since + span
      where f.since + span <= at
      group by f.customer_id, f.percent, f.held_out
    )
    -- In numeric, because the sums of squares of floats would cancel out.
    select s.percent, s.held_out, count(*)::numeric, (count(*) filter (where s.orders > 0))::numeric,
      sum(s.orders), sum(s.revenue),
      (sum(s.revenue * s.revenue) - sum(s.revenue) * sum(s.revenue) / count(*))
        / nullif(count(*) - 1, 0) / count(*)
    from spent s group by s.percent, s.held_out;
end
$$;
--> statement-breakpoint
revoke execute on function private.group_sums(uuid, integer, timestamptz) from public;
--> statement-breakpoint
DROP INDEX "dry_run_customers_outcome_index";
--> statement-breakpoint
ALTER TABLE "dry_run_customers" ALTER COLUMN "reason" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "dry_runs" ADD COLUMN "of" text NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX "dry_runs_queued_unique" ON "dry_runs" USING btree ("automation_id","shop_id") WHERE "dry_runs"."state" = 'queued';
--> statement-breakpoint
CREATE INDEX "dry_run_customers_outcome_index" ON "dry_run_customers" USING btree ("dry_run_id","shop_id","outcome","reason","customer_id");
--> statement-breakpoint
ALTER TABLE "dry_runs" ADD CONSTRAINT "dry_runs_of_check" CHECK ("dry_runs"."of" in ('draft', 'published'));
