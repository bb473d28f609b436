import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { eventTriggers } from '../automations/drafts/trigger.ts';
import { eachShop } from './each-shop.ts';
import { entering, insertEntries } from './entering.ts';
import { at } from './happenings.ts';
import { matches } from './matches.ts';
import { type Running, runningVersions } from './running-versions.ts';

/** So many events of a shop at once; then it is another's turn. */
const SLICE = 500;
/** So long is waited for news of a customer of whom there is an order and nothing else: ten minutes. */
const STRANGE_MS = 600_000;
/**
 * So many versions that do not stand any more are asked at once: of an automation that was published a
 * thousand times since, all of them would be a statement that nobody plans in time.
 */
const MOST_ENDED = 20;

export interface Entered {
  events: number;
  entered: number;
}

/**
 * Lets customers enter by what happened to them until `now`: in a shop in the order in which it happened,
 * all shops in turn. What happened enters the version that was published then, where its conditions hold
 * now; and it is taken away in the same statement, so that nothing is lost or counted twice.
 *
 * @param before when to stop taking more, in milliseconds since the epoch
 */
export async function enterAutomations(
  { db, now, before = Infinity }: { db: SystemDatabase; now: Date; before?: number | undefined },
): Promise<Entered> {
  const total: Entered = { events: 0, entered: 0 };
  await eachShop(db, waiting(now), before, async (shop_id) => {
    const took = await enterShop(db, shop_id, now);
    total.events += took.events;
    total.entered += took.entered;
    return took.events > 0;
  });
  return total;
}

/** The shops of which something waits, each found by one look at the index. */
const waiting = (now: Date): SQL =>
  sql`select s.id from public.shops s where exists (
    select from private.automation_events e
    where e.shop_id = s.id and e.happened_at <= ${at(now)}
  )`;

const Took = z.object({ events: z.coerce.number(), entered: z.coerce.number() });
const Oldest = z.object({ at: z.coerce.date().nullable() });

async function enterShop(db: SystemDatabase, shop_id: string, now: Date): Promise<Entered> {
  const [oldest] = await callFor(
    db,
    Oldest,
    sql`(
      select min(e.happened_at) as at from private.automation_events e where e.shop_id = ${shop_id}
    ) o`,
  );
  const after = oldest?.at;
  if (!after) return { events: 0, entered: 0 };
  const running = await runningVersions(db, {
    ...{ shop_id, triggers: eventTriggers, after },
    most_ended: MOST_ENDED,
  });
  const [took] = await db.execute(taking({ shop_id, after, now }, running));
  return Took.parse(took);
}

interface Span {
  shop_id: string;
  /** When the oldest happened for which the versions were read. */
  after: Date;
  now: Date;
}

/**
 * Whether anything was told of whom an event `e` is about: an order may be here before its customer, who
 * would have no address yet. Nobody waits for that for long.
 */
const known = (now: Date): SQL =>
  sql`(e.happened_at <= ${at(new Date(now.getTime() - STRANGE_MS))} or not exists (
    select from public.customers c
    where c.id = e.customer_id and c.shop_id = e.shop_id and c.email is null
      and c.shopify_updated_at is null and c.deleted_at is null and c.redacted_at is null
  ))`;

function taking({ shop_id, after, now }: Span, { versions, end, unchanged }: Running): SQL {
  const arms = versions.map((version) =>
    entering(version, {
      shop_id,
      now,
      events: sql`taken`,
      which: sql`e.trigger = ${version.trigger.trigger} and ${matches(version.trigger)}`,
    })
  );
  return sql`with taken as (
      delete from private.automation_events where id in (
        select e.id from private.automation_events e
        where e.shop_id = ${shop_id} and e.happened_at >= ${at(after)} and ${known(now)}
          and e.happened_at <= ${at(now)} ${end ? sql`and e.happened_at < ${at(end)}` : sql``}
          and ${unchanged}
        order by e.happened_at, e.id limit ${SLICE} for update skip locked
      ) returning *
    ) ${arms.length > 0 ? sql`, entered as (${insertEntries(shop_id, arms)})` : sql``}
    select (select count(*) from taken) as events,
      ${arms.length > 0 ? sql`(select count(*) from entered)` : sql`0`} as entered`;
}
