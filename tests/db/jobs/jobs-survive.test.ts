import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { complete } from '../../../src/jobs/engine/complete.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { takeDue } from '../../../src/jobs/engine/take-due.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { type JobsDatabase, jobsDatabase, until } from './support/jobs.ts';
import { mark } from '../knowledge/support/mark.ts';

const JOBS = 1_000;
const KILLS = 10;
const jobs = [registerJob(mark, {})];
const workerFile = fileURLToPath(new URL('./support/jobs-worker.ts', import.meta.url));

describe('the queue', () => {
  let at: JobsDatabase;
  let worker: ChildProcess | undefined;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterEach(async () => {
    worker?.kill('SIGKILL');
    await at.clear();
  });
  afterAll(() => at.drop());

  const progress = async () => (await at.marks()).length;

  /** A worker in a process of its own, with leases so short that a killed one's jobs come back. */
  async function startWorker(): Promise<void> {
    worker = fork(workerFile, [at.systemUrl, '500'], { execArgv: ['--import', 'tsx'] });
    await new Promise((ready) => worker!.once('message', ready));
  }

  it(`commits every effect once though its worker is killed ${KILLS} times`, async () => {
    const ids = await at.enqueueMarks(JOBS);
    for (let kill = 1; kill <= KILLS; kill++) {
      await startWorker();
      await until(async () => await progress() >= kill * JOBS / (KILLS + 1));
      const gone = new Promise((exited) => worker!.once('exit', exited));
      worker!.kill('SIGKILL');
      await gone;
      expect(await progress()).toBeLessThan(JOBS);
    }
    await startWorker();
    await until(async () => {
      const [left] = await at.admin`select from private.jobs where status <> 'succeeded' limit 1`;
      return left === undefined;
    });
    expect(await at.marks()).toEqual(ids);
    const [{ interrupted }] = await at.admin<[{ interrupted: number }]>`
      select count(*)::int as interrupted from private.jobs where attempts > 1`;
    expect(interrupted).toBeGreaterThan(0);
  }, 180_000);

  it('never hands one job to two of four workers', async () => {
    const ids = await at.enqueueMarks(JOBS);
    const summaries = await Promise.all(
      Array.from(
        { length: 4 },
        () => runJobs({ db: at.db, jobs }, { budgetMs: 120_000, concurrency: 8 }),
      ),
    );
    expect(await at.marks()).toEqual(ids);
    expect(summaries.reduce((sum, { taken }) => sum + taken, 0)).toBe(JOBS);
    expect(summaries.every(({ taken }) => taken > 0)).toBe(true);
  });

  it('is taken from and completed in batches, disjoint and without rest', async () => {
    const ids = await at.enqueueMarks(JOBS);
    const taken: string[] = [];
    const take = async () => {
      for (;;) {
        const batch = await takeDue(at.db, 50, 60_000);
        if (batch.length === 0) return;
        taken.push(...batch.map(({ id }) => id));
        expect(await complete(at.db, batch)).toBe(batch.length);
      }
    };
    await Promise.all(Array.from({ length: 4 }, take));
    expect(taken.toSorted()).toEqual(ids);
  });

  it('works on while an old snapshot keeps every dead row alive', async () => {
    const ids = await at.enqueueMarks(JOBS);
    await at.admin.begin('isolation level repeatable read', async (old) => {
      const [before] =
        await old`select count(*)::int as due from private.jobs where run_at < now()`;
      await runJobs({ db: at.db, jobs }, { budgetMs: 120_000, concurrency: 20 });
      expect(await at.marks()).toEqual(ids);
      expect(await old`select count(*)::int as due from private.jobs where run_at < now()`)
        .toEqual([before]);
    });
  });
});
