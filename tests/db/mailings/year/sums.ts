import type postgres from 'postgres';
import type { Customer } from './world.ts';

/** How many messages there are in each state with its reason, and of them which should not wait any more. */
export async function statesOf(sql: postgres.Sql, now: Date) {
  const rows = await sql<{ state: string; count: number; due: number }[]>`
    select concat_ws(' ', status, reason) as state, count(*)::integer as count,
      count(*) filter (where status = 'scheduled' and scheduled_for <= ${now})::integer as due
    from message_logs group by 1 order by 1`;
  const [all] = await sql<{ planned: number }[]>`
    select count(distinct (shop_id, dedupe_key))::integer as planned from message_logs`;
  return {
    counts: new Map(rows.map(({ state, count }) => [state, count])),
    due: rows.reduce((sum, { due }) => sum + due, 0),
    planned: all!.planned,
  };
}

/**
 * What was not planned exactly once: an entry and a message's node that it has reached, by what the entry
 * and its version say, without a message; and messages of none. Versions go straight on, so an entry has
 * reached whatever is before its place.
 */
export const notPlannedOnce = (sql: postgres.Sql) =>
  sql`
  with reached as (
    select e.id || ':' || (n.place - 1) as key
    from private.automation_entries e
    join automation_versions v on v.id = e.version_id
    cross join lateral jsonb_array_elements(v.nodes) with ordinality n (node, place)
    where n.node ->> 'kind' in ('email', 'push')
      and (e.state = 'done' or e.state = 'active' and n.place - 1 < e.node)
  )
  select r.key as missing, m.dedupe_key as too_much
  from reached r full join message_logs m on m.dedupe_key = r.key
  where r.key is null or m.id is null limit 10`;

/** Whom a provider told to leave alone, and who is not on the list; and who is, though nothing was told. */
export async function unsuppressed(sql: postgres.Sql, stopped: ReadonlyMap<string, Customer>) {
  const rows = await sql<{ listed: string }[]>`
    select distinct shop_id || ' ' || address as listed from suppressions
    where reason <> 'unsubscribed'`;
  const listed = new Set(rows.map(({ listed }) => listed));
  return [
    ...[...stopped.keys()].filter((one) => !listed.has(one)),
    ...[...listed].filter((one) => !stopped.has(one)),
  ];
}
