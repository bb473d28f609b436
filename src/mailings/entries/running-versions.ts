import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { triggerType } from '../../db/schema/store/enums.ts';
import { type Trigger, Trigger as TriggerOf } from '../automations/trigger.ts';
import { type Condition, Conditions } from '../conditions/condition.ts';
import { at } from './happenings.ts';

/** A version of an enabled automation, and from when until when what happens enters it. */
export interface RunningVersion {
  id: string;
  automation_id: string;
  since: Date;
  /** When another was published; null for the one that stands. */
  until: Date | null;
  trigger: Trigger;
  conditions: Condition[];
}

const instant = z.union([z.date(), z.string().transform((text) => new Date(text))]);

const Row = z.object({
  id: z.guid(),
  automation_id: z.guid(),
  since: instant,
  until: instant.nullable(),
  trigger: z.enum(triggerType.enumValues),
  trigger_options: z.unknown(),
  conditions: z.unknown(),
  published: z.coerce.number(),
});

export interface Running {
  versions: RunningVersion[];
  /** A condition that nothing was published, enabled or stopped in the shop since this was read. */
  unchanged: SQL;
}

interface Asked {
  shop_id: string;
  triggers: readonly Trigger['trigger'][];
  /** What happened before is not asked about. */
  after: Date;
}

/**
 * Reads which versions of a shop's automations customers enter. One that cannot be understood, because
 * raw SQL wrote it, is entered by nobody.
 */
export async function runningVersions(
  db: SystemDatabase,
  { shop_id, triggers, after }: Asked,
): Promise<Running> {
  const rows = await callFor(
    db,
    Row,
    sql`(${published(shop_id)}) v where v.until is null or v.until > ${at(after)}`,
  );
  const versions = rows
    .filter(({ trigger, since, until }) => triggers.includes(trigger) && (!until || until > since))
    .flatMap((row) => {
      const trigger = TriggerOf.safeParse(row);
      const conditions = Conditions.safeParse(row.conditions);
      return trigger.success && conditions.success
        ? [{ ...row, trigger: trigger.data, conditions: conditions.data }]
        : [];
    });
  return { versions, unchanged: unchangedSince(shop_id, rows[0]?.published ?? 0) };
}

const published = (shop_id: string): SQL =>
  sql`select v.id, v.automation_id, greatest(v.created_at, a.enabled_at) as since,
      lead(v.created_at) over (partition by v.automation_id order by v.number) as until,
      v.trigger, v.trigger_options, v.conditions, count(*) over () as published
    from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
    where a.shop_id = ${shop_id} and a.enabled`;

/** What is taken from the queue by other versions than those that were read would be lost to the new. */
const unchangedSince = (shop_id: string, known: number): SQL =>
  sql`${known} = (
    select count(*) from public.automations a
    join public.automation_versions v on v.automation_id = a.id and v.shop_id = a.shop_id
    where a.shop_id = ${shop_id} and a.enabled
  )`;
