import { type SQL, sql } from 'drizzle-orm';
import type { Condition } from './condition.ts';
import { type FactSource, sources } from './fact-sources.ts';

export interface CompiledConditions {
  /** What the conditions ask beyond the customer and the shop: joins that neither add nor drop a row. */
  joins: SQL;
  /** Whether all of them hold; never null. */
  holds: SQL;
  /**
   * The same for a WHERE, where null is false as well: nothing hides from the planner that it may look at
   * one fact before it joins another.
   */
  passes: SQL;
  /** The place of the first that does not, from 0; null where all hold. */
  firstFailing: SQL;
}

/**
 * Makes SQL of conditions, with every value as a parameter: for a query
 * `from public.customers c join public.shops h on h.id = c.shop_id ${joins}`.
 *
 * @param now as of when days are counted
 */
export function compileConditions(conditions: Condition[], now: Date): CompiledConditions {
  const at = sql`${now.toISOString()}::timestamptz`;
  const compiled = conditions.map((condition) => compile(condition, at));
  const needed = new Set(compiled.flatMap(({ source }) => source ?? []));
  const holds = compiled.map(({ holds }) => sql`coalesce(${holds}, false)`);
  return {
    joins: sql.join([...needed].map((source) => sources[source](at)), sql` `),
    holds: holds.length === 0 ? sql`true` : sql`(${sql.join(holds, sql` and `)})`,
    passes: compiled.length === 0
      ? sql`true`
      : sql`(${sql.join(compiled.map(({ holds }) => sql`(${holds})`), sql` and `)})`,
    firstFailing: holds.length === 0 ? sql`null::integer` : sql`case ${
      sql.join(
        holds.map((each, place) => sql`when not ${each} then ${sql.raw(String(place))}`),
        sql` `,
      )
    } end`,
  };
}

interface Compiled {
  source?: FactSource;
  /** Null counts as false. */
  holds: SQL;
}

function compile(condition: Condition, at: SQL): Compiled {
  switch (condition.field) {
    case 'segment': {
      const among = sql`(s.segment = any (${list(condition.value)}::public.customer_segment[]))`;
      return { source: 'stats', holds: amongOrNot(condition.is, among) };
    }
    case 'orders_count':
      return {
        source: 'stats',
        holds: sql`${orNone(sql`s.orders_count`, condition)} ${
          compare(condition.is)
        } ${condition.value}::integer`,
      };
    case 'total_spent':
      return {
        source: 'stats',
        holds: sql`${orNone(sql`s.total_spent`, condition)} ${
          compare(condition.is)
        } ${condition.value}::numeric`,
      };
    case 'avg_order_value':
      return {
        source: 'stats',
        holds: sql`round(s.total_spent / nullif(s.orders_count, 0), 4)
          ${compare(condition.is)} ${condition.value}::numeric`,
      };
    case 'days_since_order':
      return { source: 'stats', holds: days(sql`s.last_order_at`, condition, at) };
    case 'first_seen_days':
      return { holds: days(sql`coalesce(c.shopify_created_at, c.created_at)`, condition, at) };
    case 'locale': {
      const among = sql`exists (
        select from unnest(${list(condition.value)}::text[]) l (locale)
        where c.locale = l.locale or starts_with(c.locale, l.locale || '-')
      )`;
      return { holds: amongOrNot(condition.is, among) };
    }
    case 'is_member':
      return { source: 'membership', holds: sql`(m.user_id is not null) = ${condition.value}` };
    case 'belt':
      return { holds: existsOrNot(condition.is, hasBelt(condition.value)) };
    case 'days_since_check_in':
      return {
        source: 'training',
        holds: sql`t.days_away ${compare(condition.is)} ${condition.value}::integer`,
      };
    case 'tag': {
      const among = sql`exists (
        select from public.customer_tags x
        where x.customer_id = c.id and x.shop_id = c.shop_id and x.tag = any (${
        list(condition.value)
      }::text[])
      )`;
      return { holds: existsOrNot(condition.is, among) };
    }
  }
}

/** One parameter, whatever is in it: an array that Postgres reads. */
const list = (values: readonly string[]): SQL =>
  sql`${`{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`}`;

const compare = (is: 'at_least' | 'at_most'): SQL => sql.raw(is === 'at_least' ? '>=' : '<=');

/**
 * What is not known is in no list. Said so that the planner knows how many that leaves: behind a function it
 * takes half of them, and makes its hash tables for too few.
 */
const amongOrNot = (is: 'in' | 'not_in', among: SQL): SQL =>
  is === 'in' ? among : sql`${among} is not true`;

/** Bare, so that a WHERE makes a join of it. */
const existsOrNot = (is: 'in' | 'not_in', exists: SQL): SQL =>
  is === 'in' ? exists : sql`not ${exists}`;

/**
 * Who has no sums has bought nothing. Where something is asked for, saying so is left out: they do not
 * have it either way, and rows that cannot count need not be joined.
 */
const orNone = (
  sum: SQL,
  { is, value }: { is: 'at_least' | 'at_most'; value: number | string },
): SQL => is === 'at_least' && Number(value) > 0 ? sum : sql`coalesce(${sum}, 0)`;

/** Whole days of 24 hours, which is no matter of a time zone. */
function days(
  since: SQL,
  { is, value }: { is: 'at_least' | 'at_most'; value: number },
  at: SQL,
): SQL {
  const hours = (count: number) => sql`${at} - make_interval(hours => ${count * 24}::integer)`;
  return is === 'at_least'
    ? sql`${since} <= ${hours(value)}`
    // Less than a day more.
    : sql`${since} > ${hours(value + 1)}`;
}

/** Whether the rank that the gym gave them last is one of these: what `private.template_values` tells. */
const hasBelt = (belts: readonly string[]): SQL =>
  sql`exists (
    select from (
      select g.belt from public.graduations g
      where g.user_id = c.user_id and g.gym_id = h.gym_id and g.voids is null
        and not exists (select from public.graduations v where v.voids = g.id)
      order by g.awarded_on desc, g.created_at desc, g.id desc limit 1
    ) held
    where held.belt = any (${list(belts)}::text[])
  )`;
