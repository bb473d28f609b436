import { type SQL, sql } from 'drizzle-orm';
import type { Node } from '../automations/versions/node.ts';
import { compileConditions } from '../conditions/compile-conditions.ts';
import { at } from './happenings.ts';

/** Entries of a version that are at one node, by the node's place. */
export interface Group {
  version_id: string;
  node: number;
  entries: string[];
}

/**
 * Makes the statement that does a node for those entries that are still at it, and takes them on. Nobody
 * waits for who is held by another. Who is at a node that is none ends: they have left.
 */
export function advancing(
  nodes: Node[] | null,
  { version_id, node: place, entries }: Group,
  now: Date,
): SQL {
  const node = nodes?.[place];
  const ids = sql`${`{${entries.join(',')}}`}::uuid[]`;
  return sql`with due as materialized (
      select e.id, e.shop_id, e.automation_id, e.customer_id, e.due_at
      from private.automation_entries e
      where e.id = any (${ids}) and e.version_id = ${version_id} and e.node = ${place}
        and e.state = 'active' and e.due_at <= ${at(now)}
      for update skip locked
    ), gone_on as (${
    node ? onward(node, now) : sql`
      select d.id, null::integer as next from due d`
  }
    ), moved as (
      update private.automation_entries e
      set node = coalesce(g.next, e.node),
        state = case when g.next is not null then 'active' else ${node ? 'done' : 'left'} end,
        due_at = e.due_at + make_interval(mins => ${
    node?.kind === 'wait' ? node.minutes : 0
  }::integer)
      from gone_on g where e.id = g.id
      returning e.state
    )
    ${node?.kind === 'tag' ? sql`, tagged as (${tagging(node.tag)})` : sql``}
    select count(*) as advanced,
      count(*) filter (where m.state = 'done') as done,
      count(*) filter (where m.state = 'left') as left,
      ${node?.kind === 'tag' ? sql`(select count(*) from tagged)` : sql`0`} as tagged,
      ${
    node?.kind === 'email' || node?.kind === 'push'
      ? sql`private.plan_messages(
        ${version_id}, ${place}, array(select d.id from due d), ${at(now)}
      )`
      : sql`0`
  } as planned
    from moved m`;
}

/** Where each goes on: the place after the node, null at the end. */
function onward(node: Node, now: Date): SQL {
  if (node.kind !== 'branch') return sql`select d.id, ${node.next}::integer as next from due d`;
  const { joins, holds } = compileConditions(node.conditions, now);
  return sql`select d.id,
      case when ${holds} then ${node.then}::integer else ${node.otherwise}::integer end as next
    from due d
    join public.customers c on c.id = d.customer_id and c.shop_id = d.shop_id
    join public.shops h on h.id = c.shop_id
    ${joins}`;
}

/** A stopped automation puts no tag, as it sends no message. */
const tagging = (tag: string): SQL =>
  sql`insert into public.customer_tags (shop_id, customer_id, tag, automation_id)
    select d.shop_id, d.customer_id, ${tag}, d.automation_id
    from due d
    where not private.is_mailing_stopped(d.shop_id, d.automation_id, null)
    order by d.customer_id
    on conflict (customer_id, shop_id, tag) do nothing
    returning 1`;
