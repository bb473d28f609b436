import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import type { DailyUsage, DailyUsageQuery } from './contract.ts';

/**
 * Counts what the caller asked, day by day, without gaps, for a chart. A day is the time zone's,
 * also when the clock changes on it. A request that was given back counts on the day it was asked,
 * so no day is ever below zero.
 */
export async function readDailyUsage(
  { db, caller }: CallerContext,
  { from, to, timezone }: DailyUsageQuery,
): Promise<{ items: DailyUsage[] }> {
  const rows = await db.execute<DailyUsage & Record<string, unknown>>(sql`
    with span as (
      select first_day, last_day,
        first_day::timestamp at time zone ${timezone} as starts,
        (last_day + 1)::timestamp at time zone ${timezone} as ends
      from (
        select coalesce(${from ?? null}::date, last_day - 29) as first_day, last_day
        from (
          select coalesce(${to ?? null}::date, (now() at time zone ${timezone})::date) as last_day
        ) latest
      ) days
    ), asked as (
      select (charge.created_at at time zone ${timezone})::date as day,
        count(*)::integer as asked, count(back.id)::integer as returned
      from span
      join usage_events charge on charge.created_at >= span.starts and charge.created_at < span.ends
      left join usage_events back
        on back.request_id = charge.request_id and back.event_type = 'agent_request_returned'
      where charge.user_id = ${caller.userId} and charge.event_type = 'agent_request'
      group by 1
    )
    select calendar.day::date::text as date, coalesce(asked, 0) as asked, coalesce(returned, 0) as returned,
      coalesce(asked - returned, 0) as used
    from span
    cross join lateral generate_series(first_day::timestamp, last_day::timestamp, '1 day')
      as calendar (day)
    left join asked on asked.day = calendar.day::date
    order by 1`);
  return { items: [...rows] };
}
