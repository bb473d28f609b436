import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { advancing } from './advancing.ts';
import { eachShop } from './each-shop.ts';
import { at } from './happenings.ts';
import { nodesOf } from './nodes-of.ts';

/** So many entries of a shop at once; then it is another's turn. */
const SLICE = 500;

const Advanced = z.object({
  advanced: z.coerce.number(),
  planned: z.coerce.number(),
  tagged: z.coerce.number(),
  done: z.coerce.number(),
  left: z.coerce.number(),
});
export type Advanced = z.output<typeof Advanced>;

/**
 * Takes everybody who is due at `now` on to their next node: a message is planned, a tag put, a branch
 * taken, a wait begun, which counts from when the node was due. What a node does and that it was done is
 * one statement, so it is done once, however many do this, and wherever they are stopped.
 *
 * @param before when to stop taking more, in milliseconds since the epoch
 */
export async function advanceEntries(
  { db, now, before = Infinity }: { db: SystemDatabase; now: Date; before?: number | undefined },
): Promise<Advanced> {
  const total: Advanced = { advanced: 0, planned: 0, tagged: 0, done: 0, left: 0 };
  await eachShop(db, due(now), before, async (shop_id) => {
    const groups = await callFor(db, Group, sql`(${places(shop_id, now)}) g`);
    let found = false;
    for (const group of groups) {
      const nodes = await nodesOf(db, group.version_id);
      const [row] = await db.execute(advancing(nodes, group, now));
      const step = Advanced.parse(row);
      for (const what of Object.keys(total) as (keyof Advanced)[]) total[what] += step[what];
      found ||= step.advanced > 0;
    }
    return found;
  });
  return total;
}

/** The shops in which somebody is due, each found by one look at the index. */
const due = (now: Date): SQL =>
  sql`select s.id from public.shops s where exists (
    select from private.automation_entries e
    where e.shop_id = s.id and e.state = 'active' and e.due_at <= ${at(now)}
  )`;

const Group = z.object({
  version_id: z.guid(),
  node: z.number(),
  entries: z.array(z.guid()),
});

/** Who is due in a shop, the oldest first, by the place where they are; whom another has is left out. */
const places = (shop_id: string, now: Date): SQL =>
  sql`select d.version_id, d.node, array_agg(d.id) as entries
    from (
      select e.id, e.version_id, e.node, e.due_at from private.automation_entries e
      where e.shop_id = ${shop_id} and e.state = 'active' and e.due_at <= ${at(now)}
      order by e.due_at, e.id limit ${SLICE} for update skip locked
    ) d
    group by d.version_id, d.node
    order by min(d.due_at)`;
