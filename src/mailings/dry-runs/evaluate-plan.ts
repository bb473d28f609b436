import { sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { compileConditions } from '../conditions/compile-conditions.ts';
import { LATE } from '../entries/evaluate-automations.ts';
import { at, happenings } from '../entries/happenings.ts';
import { DRY_RUN_DAYS } from './contract.ts';
import { firstMessage } from './first-message.ts';
import type { Plan } from './plan.ts';
import { type Slice, within } from './slices.ts';

const DAY_MS = 86_400_000;

/** What comes once, or once for each absence and year: who entered by it does not enter by it again. */
const ONCE: readonly Plan['trigger']['trigger'][] = ['first_purchase', 'absent', 'birthday'];

interface DryRunAt {
  id: string;
  now: Date;
  slice: Slice;
}

/**
 * Judges a slice of the shop's customers by a plan, and writes what it came to, in one statement: the
 * trigger as though it came now, then the conditions, then the message as it would be planned. The last
 * one sums up. Nothing else is written, but for the plan and the time, by which the others go.
 *
 * @returns whether the run was still waiting for it
 */
export async function evaluatePlan(
  db: SystemDatabase,
  plan: Plan,
  { id, now, slice }: DryRunAt,
): Promise<boolean> {
  const { shop_id, automation_id } = plan;
  const way = firstMessage(plan.nodes, now);
  const conditions = compileConditions(plan.conditions, now);
  const facts = compileConditions([...plan.conditions, ...way.conditions], now);
  const happened = happenings(plan.trigger, {
    shop_id,
    after: new Date(now.getTime() - spanOf(plan.trigger.trigger)),
    until: now,
  });
  const entered = ONCE.includes(plan.trigger.trigger)
    ? sql`exists (
        select from private.automation_entries e
        where e.automation_id = ${automation_id} and e.customer_id = c.id and e.key = news.key
      )`
    : sql`false`;
  const sendDays = plan.send_days === null ? null : `{${plan.send_days.join(',')}}`;
  const done = await db.execute(sql`
    with news as materialized (
      select distinct on (n.customer_id) n.customer_id, n.key from (${happened}) n
      where ${within(slice, sql`n.customer_id`)}
      order by n.customer_id, n.happened_at desc, n.key
    ), judged as materialized (
      select c.id as customer_id, way.place, way.minutes,
        case when news.customer_id is null then 'not_triggered'
          when ${entered} then 'already_entered'
          when ${conditions.firstFailing} is not null then 'condition:' || ${conditions.firstFailing}
          when way.place is null then 'no_message'
        end as reason
      from public.customers c
      join public.shops h on h.id = c.shop_id
      left join news on news.customer_id = c.id
      ${facts.joins}
      ${way.joins}
      cross join lateral (select ${way.place} as place, ${way.minutes} as minutes) way
      where c.shop_id = ${shop_id} and c.deleted_at is null and c.redacted_at is null
        and ${within(slice, sql`c.id`)}
    ), verdicts as materialized (
      select v.*
      from (
        select j.minutes, n.node, array_agg(j.customer_id) as customers
        from judged j
        cross join lateral (select ${JSON.stringify(plan.nodes)}::jsonb -> j.place as node) n
        where j.reason is null
        group by j.minutes, n.node
      ) g
      cross join lateral private.message_verdicts(
        ${shop_id}, ${automation_id}, (g.node ->> 'kind')::public.message_channel, ${plan.topic},
        (g.node ->> 'template_version_id')::uuid, ${plan.quiet_from}::time, ${plan.quiet_until}::time,
        ${sendDays}::smallint[], ${plan.hold_out_percent}, ${
    at(now)
  } + make_interval(mins => g.minutes),
        g.customers, ${plan.running}::boolean
      ) v
    ), told as (
      insert into public.dry_run_customers (shop_id, dry_run_id, customer_id, outcome, reason, at)
      select r.shop_id, r.id, j.customer_id, coalesce(v.outcome, 'not_planned'),
        coalesce(j.reason, v.reason, ''),
        case when v.outcome in ('to_send', 'rescheduled') then v.scheduled_for end
      from public.dry_runs r
      cross join judged j
      left join verdicts v on v.customer_id = j.customer_id
      where r.id = ${id} and r.shop_id = ${shop_id} and r.state = 'queued'
      returning outcome, reason
    )
    update public.dry_runs r set as_of = ${at(now)}, plan = ${JSON.stringify(plan)}::jsonb
      ${slice.until === null ? sql`, state = 'done', totals = (${totalsOf(id, shop_id)})` : sql``}
    where r.id = ${id} and r.shop_id = ${shop_id} and r.state = 'queued'
    returning r.id`);
  return done.length > 0;
}

/** What was told of slices before is there already, and of this one it is not yet. */
const totalsOf = (id: string, shop_id: string) =>
  sql`select jsonb_build_object(
      'customers', coalesce(sum(k.count), 0),
      'planned', coalesce(sum(k.count) filter (where k.outcome <> 'not_planned'), 0),
      'to_send', coalesce(sum(k.count) filter (where k.outcome = 'to_send'), 0),
      'held_out', coalesce(sum(k.count) filter (where k.outcome = 'held_out'), 0),
      ${byReason('rescheduled')}, ${byReason('refused')}, ${byReason('not_planned')}
    ) from (
      select x.outcome, x.reason, count(*) as count from (
        select t.outcome, t.reason from told t
        union all
        select d.outcome, d.reason from public.dry_run_customers d
        where d.dry_run_id = ${id} and d.shop_id = ${shop_id}
      ) x group by x.outcome, x.reason
    ) k`;

/** An event is taken to come now; what is looked for is looked for as it always is. */
const spanOf = (trigger: Plan['trigger']['trigger']): number =>
  trigger === 'absent' || trigger === 'birthday' ? LATE[trigger] : DRY_RUN_DAYS * DAY_MS;

const byReason = (outcome: 'rescheduled' | 'refused' | 'not_planned') =>
  sql`${outcome}::text, coalesce(
    jsonb_object_agg(k.reason, k.count) filter (where k.outcome = ${outcome}), '{}'
  )`;
