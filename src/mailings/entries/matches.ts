import { type SQL, sql } from 'drizzle-orm';
import type { Trigger } from '../automations/drafts/trigger.ts';

/** Whether an event `e` of the shop `h` is one that the trigger is narrowed to. */
export function matches(trigger: Trigger): SQL {
  switch (trigger.trigger) {
    case 'segment_changed': {
      const { from, to } = trigger.trigger_options;
      return sql`${fromAmong(from)} and ${toAmong(to)}`;
    }
    case 'order_placed': {
      const { min_total } = trigger.trigger_options;
      return min_total === undefined ? sql`true` : sql`(
        e.details ->> 'order_currency' = h.currency
        and (e.details ->> 'order_total')::numeric >= ${min_total}::numeric
      )`;
    }
    // Asked again when it is looked at: the orders before it may have been told later.
    case 'first_purchase':
      return sql`not exists (
        select from public.orders o
        where o.customer_id = e.customer_id and o.shop_id = h.id and o.cancelled_at is null
          and o.deleted_at is null and o.financial_status not in ('voided', 'expired')
          and (o.placed_at, o.id) < (e.happened_at, (e.details ->> 'order_id')::uuid)
      )`;
    case 'graduated':
      return among('awarded_belt', trigger.trigger_options.belts);
    case 'absent':
    case 'birthday':
    case 'membership_approved':
      return sql`true`;
  }
}

/** A first score is no change, unless it is asked for: or a whole shop would enter with its first one. */
const fromAmong = (from: readonly (string | null)[] | undefined): SQL => {
  const was = sql`e.details ->> 'previous_segment'`;
  if (from === undefined) return sql`${was} is not null`;
  const known = among('previous_segment', from.filter((each) => each !== null));
  return from.includes(null) ? sql`(${was} is null or ${known})` : known;
};

/** Who has none any more came into no segment. */
const toAmong = (to: readonly string[] | undefined): SQL =>
  to === undefined ? sql`e.details ->> 'segment' is not null` : among('segment', to);

/** What is left out narrows nothing. */
const among = (detail: string, values: readonly string[] | undefined): SQL =>
  values === undefined
    ? sql`true`
    : sql`coalesce(e.details ->> ${detail}::text = any (${`{${
      values.join(',')
    }}`}::text[]), false)`;
