import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { runJobs } from '../../src/jobs/run-jobs.ts';
import { jobs } from '../../src/db/schema/index.ts';
import { type JobsDatabase, jobsDatabase } from './support/jobs.ts';

describe('jobs', () => {
  let at: JobsDatabase;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterAll(() => at.drop());
  beforeEach(() => at.clear());

  it('runs what was enqueued and commits its effect with its success', async () => {
    const { id } = await enqueue(at.db, { kind: 'mark', payload: { n: 1 } });
    const summary = await runJobs(at.db, { mark: at.mark }, { budgetMs: 10_000 });
    expect(summary).toMatchObject({ claimed: 1, succeeded: 1 });
    expect(await at.marks()).toEqual([id]);
    const [job] = await at.db.select().from(jobs).where(eq(jobs.id, id));
    expect(job).toMatchObject({ status: 'succeeded', attempts: 1, locked_by: null });
  });
});
