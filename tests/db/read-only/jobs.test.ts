import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowWrites, stopWrites } from '../../../local/database/write-switch.ts';
import { runJobs, type Summary } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { type JobsDatabase, jobsDatabase, simpleJob } from '../jobs/support/jobs.ts';

const NOTHING: Summary = { taken: 0, succeeded: 0, continued: 0, retried: 0, dead: 0, lost: 0 };

let at: JobsDatabase;
let owner: postgres.Sql;
const failures: unknown[] = [];

beforeAll(async () => {
  at = await jobsDatabase();
  owner = postgres(at.url, { max: 1 });
});
afterAll(async () => {
  await owner.end();
  await at.drop();
});
beforeEach(async () => {
  await allowWrites(owner);
  await at.clear();
  failures.length = 0;
});

const run = (...jobs: ReturnType<typeof simpleJob>[]) =>
  runJobs({ db: at.db, jobs: jobs.map((job) => registerJob(job, {})) }, {
    budgetMs: 10_000,
    onFailure: (_job, error) => failures.push(error),
  });

describe('workers, while writes are stopped', () => {
  it('rest', async () => {
    await at.enqueueMarks(3);
    await stopWrites(owner);
    const recurring = simpleJob('often', () => Promise.resolve(), { everySeconds: 60 });
    expect(await run(recurring)).toEqual(NOTHING);
    const [row] = await owner`select private.jobs_due() as due`;
    expect(row).toEqual({ due: false });
  });

  it.each([
    ['without an effect', false],
    ['with an effect', true],
  ])('leave what is in hand, %s, to be done later as if never tried', async (_what, withEffect) => {
    const [id] = await at.enqueueMarks(1);
    let runs = 0;
    const job = simpleJob('mark', async ({ job }) => {
      runs++;
      if (runs === 1) await stopWrites(owner);
      if (!withEffect) return;
      return async (tx) => void await tx.execute(`insert into private.marks values ('${job.id}')`);
    });
    expect(await run(job)).toEqual({ ...NOTHING, taken: 1, lost: 1 });
    expect(await at.job(id!)).toMatchObject({ status: 'running', attempts: 1, error: null });
    await allowWrites(owner);
    expect(await at.job(id!)).toMatchObject({ status: 'running', attempts: 0 });
    await at.makeDue();
    expect(await run(job)).toEqual({ ...NOTHING, taken: 1, succeeded: 1 });
    expect(await at.job(id!)).toMatchObject({ status: 'succeeded', attempts: 1 });
    expect(await at.marks()).toEqual(withEffect ? [id] : []);
    expect([runs, failures]).toEqual([2, []]);
  });
});
