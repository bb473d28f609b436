import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { SystemDatabase } from '../../../src/db/client.ts';
import { jobs, LIVE_JOB } from '../../../src/db/schema/jobs/jobs.ts';

/** Jobs are listed to here, and counted to there. */
export const LISTED = 50;
export const COUNTED = 10_000;

const isLive = inArray(jobs.status, [...LIVE_JOB]);

/** What one asks the queue about: a job that failed is queued again, with its error. */
export const views = {
  queued: and(eq(jobs.status, 'queued'), isNull(jobs.error)),
  running: eq(jobs.status, 'running'),
  failed: and(isLive, isNotNull(jobs.error)),
  dead: eq(jobs.status, 'dead'),
  succeeded: eq(jobs.status, 'succeeded'),
  cancelled: eq(jobs.status, 'cancelled'),
} satisfies Record<string, SQL | undefined>;
export type JobView = keyof typeof views;

export const isJobView = (name: string | null): name is JobView =>
  name !== null && Object.hasOwn(views, name);

export type JobRow = typeof jobs.$inferSelect;

export const readJobs = (db: SystemDatabase, view: JobView | undefined): Promise<JobRow[]> =>
  db.select().from(jobs).where(view && views[view])
    .orderBy(desc(jobs.created_at), desc(jobs.id)).limit(LISTED);

/** How many jobs each view has, of the first ones that are counted. */
export async function countJobs(db: SystemDatabase): Promise<Record<JobView, number>> {
  const counted = Object.entries(views).map(([name, condition]) =>
    sql`count(*) filter (where ${condition})::int as ${sql.identifier(name)}`
  );
  const [row] = await db.execute<Record<JobView, number>>(sql`
    select ${sql.join(counted, sql`, `)}
    from ${jobs}
    where ${jobs.id} = any(array(select few.id from ${jobs} as few limit ${COUNTED}))`);
  return row!;
}
