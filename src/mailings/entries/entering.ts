import { type SQL, sql } from 'drizzle-orm';
import { compileConditions } from '../conditions/compile-conditions.ts';
import { at } from './happenings.ts';
import type { RunningVersion } from './running-versions.ts';

/**
 * Makes the query of who enters a version now: rows for `insertEntries`.
 *
 * @param events a relation of what happened: `customer_id`, `key`, `happened_at`, `details`
 * @param which of the events `e` counts, beside the time of the version
 */
export function entering(
  { id, automation_id, since, until, conditions }: RunningVersion,
  { shop_id, now, events, which }: { shop_id: string; now: Date; events: SQL; which: SQL },
): SQL {
  const { joins, passes } = compileConditions(conditions, now);
  return sql`select ${automation_id}::uuid as automation_id, ${id}::uuid as version_id,
      e.customer_id, e.key, e.details, e.happened_at
    from ${events} e
    join public.customers c on c.id = e.customer_id and c.shop_id = ${shop_id}
      and c.deleted_at is null and c.redacted_at is null
    join public.shops h on h.id = c.shop_id and h.deleted_at is null and h.state <> 'uninstalled'
    ${joins}
    where e.happened_at >= ${at(since)} ${until ? sql`and e.happened_at < ${at(until)}` : sql``}
      and ${which} and ${passes}`;
}

/** Makes the statement by which they enter, once each: who entered before by the same key is passed by. */
export const insertEntries = (shop_id: string, arms: SQL[]): SQL =>
  sql`insert into private.automation_entries
      (shop_id, automation_id, version_id, customer_id, key, details, due_at)
    select ${shop_id}::uuid, x.automation_id, x.version_id, x.customer_id, x.key, x.details, x.happened_at
    from (${sql.join(arms, sql` union all `)}) x
    order by x.happened_at
    on conflict (automation_id, customer_id, key) do nothing
    returning 1`;
