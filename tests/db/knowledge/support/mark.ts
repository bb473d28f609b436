import { sql } from 'drizzle-orm';
import type { Database } from '../../../../src/db/client.ts';
import type { JobHandler } from '../../../../src/jobs/handler.ts';

/** Leaves a row behind each time its effect is committed. */
export const mark: JobHandler = ({ job }) => Promise.resolve((tx) => leaveMark(tx, job.id));

export async function leaveMark(tx: Database, jobId: string): Promise<void> {
  await tx.execute(sql`insert into private.marks (job_id) values (${jobId})`);
}
