import { type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { eachShop } from './each-shop.ts';
import { entering, insertEntries } from './entering.ts';
import { happenings } from './happenings.ts';
import { runningVersions } from './running-versions.ts';

export const looked = ['absent', 'birthday'] as const;

const HOUR = 3_600_000;

/**
 * For how long somebody is still let in by what nobody looked at when it happened: a birthday is over
 * with its day; who is absent is so next week as well, and may come to meet the conditions meanwhile.
 */
export const LATE = { absent: 7 * 24 * HOUR, birthday: 24 * HOUR } as const;

/**
 * Lets customers enter automations that wait for what no event tells, as of `now`: that somebody has been
 * absent for some days, or their birthday comes. May be done as often as one likes.
 */
export async function evaluateAutomations(
  { db, now }: { db: SystemDatabase; now: Date },
): Promise<{ automations: number; entered: number }> {
  const total = { automations: 0, entered: 0 };
  await eachShop(db, shopsToEvaluate(), Infinity, async (shop_id) => {
    const done = await evaluateShop({ db, now }, shop_id);
    total.automations += done.automations;
    total.entered += done.entered;
    return false;
  });
  return total;
}

/** The shops that have such an automation. */
export const shopsToEvaluate = (): SQL =>
  sql`select distinct a.shop_id as id
    from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
    join public.shops s on s.id = a.shop_id and s.deleted_at is null and s.state <> 'uninstalled'
    where a.enabled and v.trigger in ('absent', 'birthday')`;

/** Does so for the automations of one shop, one statement each. */
export async function evaluateShop(
  { db, now }: { db: SystemDatabase; now: Date },
  shop_id: string,
): Promise<{ automations: number; entered: number }> {
  const { versions } = await runningVersions(db, {
    ...{ shop_id, triggers: looked },
    after: new Date(now.getTime() - Math.max(...Object.values(LATE))),
  });
  let entered = 0;
  for (const version of versions) {
    const { trigger, since } = version;
    const late = LATE[trigger.trigger as (typeof looked)[number]];
    // What happens on the very instant since when it counts is not before it.
    const after = new Date(Math.max(since.getTime() - 1, now.getTime() - late));
    const arm = entering(version, {
      shop_id,
      now,
      events: sql`(${happenings(trigger, { shop_id, after, until: now })})`,
      which: sql`not exists (
        select from private.automation_entries k
        where k.automation_id = ${version.automation_id} and k.customer_id = e.customer_id
          and k.key = e.key
      )`,
    });
    entered += (await db.execute(insertEntries(shop_id, [arm]))).length;
  }
  return { automations: versions.length, entered };
}
