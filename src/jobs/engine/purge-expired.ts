import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import type { Retention, RetentionRule } from '../../db/declare/retention.ts';
import { defineJob } from '../define-job.ts';

const SLICE = 1_000;

/** The recurring job `purge_expired` deletes what is kept for a time and no longer. */
export const purgeExpired = defineJob({
  kind: 'purge_expired',
  payload: z.object({}),
  everySeconds: 3600,
  async run(
    { db, retained }: { db: SystemDatabase; retained: readonly Retention[] },
    { signal },
  ) {
    for (const { table, rules } of retained) {
      for (const rule of rules) while (!signal.aborted && await purge(db, table, rule));
    }
  },
});

/**
 * Deletes rows that are older than a rule keeps them, up to a thousand at a time.
 *
 * @returns whether there may be more
 */
export async function purge(
  db: SystemDatabase,
  table: Retention['table'],
  { since, days, only }: RetentionRule,
): Promise<boolean> {
  const { count } = await db.execute(sql`
    delete from ${table} where ctid = any(array(
      select ctid from ${table}
      where ${since} < now() - make_interval(days => ${days}) and ${only ?? sql`true`}
      limit ${SLICE} for update skip locked
    ))`);
  return count === SLICE;
}
