import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../../../src/db/schema/index.ts';
import type { Attempt, JobOutcome, JobRow } from '../../../../src/jobs/attempt.ts';
import { defineJob, type JobDefinition } from '../../../../src/jobs/define-job.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { openDoors } from '../../../../testkit/door/doors.ts';

const NoPayload = z.object({});

/** A job that is about nothing, for one test. */
export const simpleJob = (
  kind: string,
  run: (attempt: Attempt<unknown>) => Promise<JobOutcome>,
  more: Pick<JobDefinition<typeof NoPayload, unknown>, 'onEnd' | 'everySeconds' | 'maxAttempts'> =
    {},
): JobDefinition<typeof NoPayload, unknown> =>
  defineJob({ kind, payload: NoPayload, run: (_ctx, attempt) => run(attempt), ...more });

/** A database with a queue and a table in which effects leave their marks. */
export async function jobsDatabase(create = createTestDatabase) {
  const database = await create();
  const admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  await admin.unsafe(`
    create table private.marks (job_id uuid not null);
    grant insert on private.marks to service_role;`);
  const door = openDoors(database, { poolSize: 10 });
  const db = door.asSystem('test');
  return {
    ...database,
    admin,
    door,
    db,
    /** The jobs whose effects are in the database, one entry for each time. */
    async marks(): Promise<string[]> {
      const rows = await admin<{ job_id: string }[]>`select job_id from private.marks`;
      return rows.map((row) => row.job_id).toSorted();
    },
    async job(id: string): Promise<JobRow> {
      const [job] = await db.select().from(jobs).where(eq(jobs.id, id));
      if (!job) throw new Error(`There is no job ${id}`);
      return job;
    },
    /** Jobs of the kind `mark`, all due. */
    async enqueueMarks(count: number): Promise<string[]> {
      const rows = await admin<{ id: string }[]>`
        insert into private.jobs (kind, run_at)
        select 'mark', now() - interval '1 minute' from generate_series(1, ${count})
        returning id`;
      return rows.map(({ id }) => id).toSorted();
    },
    /** Makes every live job due, as if its time had come or its lease had ended. */
    async makeDue(): Promise<void> {
      await admin`
        update private.jobs set run_at = now() - interval '1 second'
        where status in ('queued', 'running')`;
    },
    async clear(): Promise<void> {
      await admin`truncate private.jobs, private.marks`;
    },
    async drop(): Promise<void> {
      await Promise.all([door.end(), admin.end()]);
      await database.drop();
    },
  };
}

export type JobsDatabase = Awaited<ReturnType<typeof jobsDatabase>>;

/** Waits for a condition; gives up only when it certainly will not come. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; !await condition(); await sleep(10)) {
    if (Date.now() > deadline) throw new Error('The condition did not come true in a minute');
  }
}
