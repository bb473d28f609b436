import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../../src/db/client.ts';
import { defineJob } from '../../../../src/jobs/define-job.ts';

/** Leaves a row behind each time its effect is committed. */
export const mark = defineJob({
  kind: 'mark',
  payload: z.object({}),
  run: (_ctx: unknown, { job }) => Promise.resolve((tx) => leaveMark(tx, job.id)),
});

export async function leaveMark(tx: Database, jobId: string): Promise<void> {
  await tx.execute(sql`insert into private.marks (job_id) values (${jobId})`);
}
