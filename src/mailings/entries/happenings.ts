import { type SQL, sql } from 'drizzle-orm';
import type { Trigger } from '../automations/drafts/trigger.ts';
import { birthdays } from './birthdays.ts';
import { matches } from './matches.ts';
import type { Span } from './span.ts';

/**
 * What happened to the customers of a shop within a time that would let them enter: rows of
 * `customer_id`, `key`, `happened_at`, `details`, as the database's triggers note it.
 */
export function happenings(trigger: Trigger, span: Span): SQL {
  const { shop_id, after, until } = span;
  return sql`select e.customer_id, e.key, e.happened_at, e.details
    from (${happened(trigger, span)}) e
    join public.shops h on h.id = ${shop_id}
    where e.happened_at > ${at(after)} and e.happened_at <= ${at(until)} and ${matches(trigger)}`;
}

export const at = (moment: Date): SQL => sql`${moment.toISOString()}::timestamptz`;

function happened(trigger: Trigger, span: Span): SQL {
  const { shop_id } = span;
  switch (trigger.trigger) {
    case 'segment_changed':
      return sql`select x.customer_id, 'segment:' || x.id as key, x.created_at as happened_at,
          jsonb_strip_nulls(jsonb_build_object('previous_segment', x."from", 'segment', x."to"))
            as details
        from public.segment_changes x where x.shop_id = ${shop_id}`;
    case 'order_placed':
    case 'first_purchase':
      return sql`select o.customer_id,
          ${trigger.trigger === 'order_placed' ? sql`'order:' || o.id` : sql`'first_purchase'`}
            as key,
          o.placed_at as happened_at,
          jsonb_build_object(
            'order_id', o.id, 'order_number', o.order_number, 'order_total', o.total_price::text,
            'order_currency', o.currency
          ) as details
        from public.orders o
        where o.shop_id = ${shop_id} and o.customer_id is not null and o.cancelled_at is null
          and o.deleted_at is null and o.financial_status not in ('voided', 'expired')`;
    case 'graduated':
      return sql`select c.id as customer_id, 'graduation:' || p.id as key,
          private.promoted_at(p.awarded_on, p.created_at, g.timezone) as happened_at,
          jsonb_build_object('awarded_belt', p.belt) as details
        from public.shops s
        join public.gyms g on g.id = s.gym_id
        join public.graduations p on p.gym_id = s.gym_id
        join public.customers c on c.user_id = p.user_id and c.shop_id = s.id
        where s.id = ${shop_id} and p.voids is null and p.legacy_id is null
          and not exists (select from public.graduations v where v.voids = p.id)`;
    case 'membership_approved':
      return sql`select c.id as customer_id, private.approval_key(m.id, m.approved_at) as key,
          m.approved_at as happened_at, '{}'::jsonb as details
        from public.shops s
        join public.memberships m on m.gym_id = s.gym_id and m.in_effect and m.legacy_id is null
        join public.customers c on c.user_id = m.user_id and c.shop_id = s.id
        where s.id = ${shop_id}`;
    case 'absent':
      return absences(trigger.trigger_options.days, span);
    case 'birthday':
      return birthdays(trigger.trigger_options.days_before ?? 0, span);
  }
}

/**
 * Students who have not come for some days, counted from their last check-in or from joining, as the
 * gym's own calendar has it: it happens when that day begins.
 */
const absences = (days: number, { shop_id, until }: Span): SQL =>
  sql`select c.id as customer_id, 'absent:' || away.since as key,
      private.instant_of((away.since + ${days}::integer)::timestamp, g.timezone) as happened_at,
      jsonb_build_object(
        'days_absent', (${at(until)} at time zone g.timezone)::date - away.since
      ) as details
    from public.shops s
    join public.gyms g on g.id = s.gym_id
    join public.memberships m on m.gym_id = s.gym_id and m.in_effect and m.role = 'STUDENT'
    join public.customers c on c.user_id = m.user_id and c.shop_id = s.id
    cross join lateral (
      select greatest((m.approved_at at time zone g.timezone)::date, (
        select max(k.class_date) from public.check_ins k
        where k.user_id = m.user_id and k.gym_id = s.gym_id and k.status = 'present'
      )) as since
    ) away
    where s.id = ${shop_id}`;
