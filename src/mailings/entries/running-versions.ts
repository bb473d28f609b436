import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { SystemDatabase } from '../../db/client.ts';
import { triggerType } from '../../db/schema/store/enums.ts';
import { type Trigger, Trigger as TriggerOf } from '../automations/drafts/trigger.ts';
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
  ends: instant.nullable(),
});

export interface Running {
  versions: RunningVersion[];
  /** Until when these are all; null where no more are to come. */
  end: Date | null;
  /** A condition that nothing was published, enabled or stopped in the shop since this was read. */
  unchanged: SQL;
}

const ALL = 2_000_000_000;

interface Asked {
  shop_id: string;
  triggers: readonly Trigger['trigger'][];
  /** What happened before is not asked about. */
  after: Date;
  /** So many that do not stand any more are read, the earliest first; left out: all. */
  most_ended?: number;
}

/**
 * Reads which versions of a shop's automations customers enter. One that cannot be understood, because
 * raw SQL wrote it, is entered by nobody.
 */
export async function runningVersions(
  db: SystemDatabase,
  { shop_id, triggers, after, most_ended = ALL }: Asked,
): Promise<Running> {
  const rows = await callFor(
    db,
    Row,
    sql`(
      with stood as (
        select v.* from (${published(shop_id)}) v
        where v.until is null or (v.until > ${at(after)} and v.until > v.since)
      ), ended as (
        select s.until from stood s where s.until is not null
        order by s.until offset ${most_ended}::integer limit 1
      )
      select s.*, e.until as ends from stood s left join ended e on true
      where e.until is null or s.since < e.until
    ) v`,
  );
  const versions = rows
    .filter(({ trigger }) => triggers.includes(trigger))
    .flatMap((row) => {
      const trigger = TriggerOf.safeParse(row);
      const conditions = Conditions.safeParse(row.conditions);
      return trigger.success && conditions.success
        ? [{ ...row, trigger: trigger.data, conditions: conditions.data }]
        : [];
    });
  const [first] = rows;
  return {
    versions,
    end: first?.ends ?? null,
    unchanged: unchangedSince(shop_id, first?.published ?? 0),
  };
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
