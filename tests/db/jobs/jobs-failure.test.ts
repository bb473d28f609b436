import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { type EndedJob, Unrecoverable } from '../../../src/jobs/attempt.ts';
import { defineJob } from '../../../src/jobs/define-job.ts';
import { runJobs, type RunOptions } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { type JobsDatabase, jobsDatabase, simpleJob } from './support/jobs.ts';
import { leaveMark, mark } from '../knowledge/support/mark.ts';

describe('jobs without success', () => {
  let at: JobsDatabase;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterAll(() => at.drop());
  beforeEach(() => at.clear());

  const run = (definition: ReturnType<typeof simpleJob>, options: Partial<RunOptions> = {}) =>
    runJobs({ db: at.db, jobs: [registerJob(definition, {})] }, { budgetMs: 60_000, ...options });

  describe('failure', () => {
    it('is retried with growing pauses, then dead, with its reason', async () => {
      const seen: number[] = [];
      const fail = simpleJob('fail', ({ job }) => {
        seen.push(job.attempts);
        return Promise.reject(new Error(`attempt ${job.attempts} failed`));
      }, { maxAttempts: 3 });
      const { id } = await enqueue(at.db, fail, {});
      const failures: unknown[] = [];
      const onFailure = (_: unknown, error: unknown) => failures.push(error);
      for (const attempt of [1, 2]) {
        expect(await run(fail, { onFailure })).toMatchObject({ taken: 1, retried: 1 });
        expect(await at.job(id)).toMatchObject({
          status: 'queued',
          attempts: attempt,
          locked_by: null,
          error: `attempt ${attempt} failed`,
        });
        await at.makeDue();
      }
      expect(await run(fail, { onFailure })).toMatchObject({ taken: 1, dead: 1 });
      expect(await at.job(id)).toMatchObject({ status: 'dead', error: 'attempt 3 failed' });
      expect((await at.job(id)).finished_at).toBeInstanceOf(Date);
      expect(seen).toEqual([1, 2, 3]);
      expect(failures).toHaveLength(3);
    });

    it('undoes an effect that failed half way, and keeps values out of the reason', async () => {
      const half = simpleJob('half', ({ job }) =>
        Promise.resolve(async (tx) => {
          await leaveMark(tx, job.id);
          await tx.execute(sql`select ${'secret'}::int`);
        }));
      const { id } = await enqueue(at.db, half, {});
      expect(await run(half)).toMatchObject({ retried: 1 });
      expect(await at.marks()).toEqual([]);
      expect((await at.job(id)).error).toBe('22P02');
    });

    it('ends at once where another attempt is pointless or nobody runs its kind for good', async () => {
      const pointless = simpleJob(
        'pointless',
        () => Promise.reject(new Unrecoverable('a scan without text')),
      );
      const unheardOf = simpleJob('unheard_of', () => Promise.resolve(), { maxAttempts: 1 });
      const given = await enqueue(at.db, pointless, {});
      const unknown = await enqueue(at.db, unheardOf, {});
      expect(await run(pointless)).toMatchObject({ taken: 2, dead: 2 });
      expect(await at.job(given.id)).toMatchObject({ attempts: 1, error: 'a scan without text' });
      expect((await at.job(unknown.id)).error).toContain('unheard_of');
    });

    it('ends at once where the payload is not what the job takes, and says which field', async () => {
      const seen: unknown[] = [];
      const strict = defineJob({
        kind: 'strict',
        payload: z.object({ document_id: z.uuid() }),
        run: (_ctx: unknown, { payload }) => {
          seen.push(payload.document_id);
          return Promise.resolve();
        },
      });
      const jobs = [registerJob(strict, {})];
      const document_id = crypto.randomUUID();
      await enqueue(at.db, strict, { document_id });
      const [bad] = await at.admin<{ id: string }[]>`
        insert into private.jobs (kind, payload) values ('strict', '{"document_id": "secret"}')
        returning id`;
      await at.makeDue();
      expect(await runJobs({ db: at.db, jobs }, { budgetMs: 60_000 }))
        .toMatchObject({ taken: 2, succeeded: 1, dead: 1 });
      expect(seen).toEqual([document_id]);
      const { attempts, error } = await at.job(bad!.id);
      expect({ attempts, error }).toEqual({
        attempts: 1,
        error: 'The payload is wrong: document_id: Invalid UUID',
      });
    });

    it('counts workers that died, and lets die what kills every one of them', async () => {
      const { id } = await enqueue(at.db, { ...mark, maxAttempts: 2 }, {});
      await at.admin`
        update private.jobs set status = 'running', attempts = 2, locked_by = gen_random_uuid()`;
      expect(await run(mark)).toMatchObject({ taken: 1, dead: 1 });
      expect(await at.marks()).toEqual([]);
      expect(await at.job(id)).toMatchObject({ status: 'dead', locked_by: null });
    });
  });

  describe('the end of a job without success', () => {
    /** A job whose feature leaves a mark when it ends, and what the feature was told. */
    function observed(run: () => Promise<void>) {
      const told: Pick<EndedJob<unknown>, 'payload' | 'how' | 'reason'>[] = [];
      const job = defineJob({
        kind: 'observed',
        payload: z.object({ note: z.string() }),
        run: (_ctx: unknown) => run(),
        async onEnd(tx, { job, payload, how, reason }) {
          told.push({ payload, how, reason });
          await leaveMark(tx, job.id);
        },
        maxAttempts: 1,
      });
      return { job, jobs: [registerJob(job, {})], told };
    }

    it('is told to the feature when the job dies, in one commit', async () => {
      const { job, jobs, told } = observed(() => Promise.reject(new Error('no')));
      const { id } = await enqueue(at.db, job, { note: 'x' });
      await runJobs({ db: at.db, jobs }, { budgetMs: 60_000 });
      expect(told).toEqual([{ payload: { note: 'x' }, how: 'dead', reason: 'no' }]);
      expect(await at.marks()).toEqual([id]);
      expect(await at.job(id)).toMatchObject({ status: 'dead', error: 'no' });
    });

    it('is told when every worker that took the job died', async () => {
      const { job, jobs, told } = observed(() => Promise.resolve());
      const { id } = await enqueue(at.db, job, { note: 'x' });
      await at.admin`
        update private.jobs set status = 'running', attempts = 1, locked_by = gen_random_uuid()`;
      await runJobs({ db: at.db, jobs }, { budgetMs: 60_000 });
      expect(told).toMatchObject([{ how: 'dead', reason: expect.stringContaining('worker') }]);
      expect(await at.marks()).toEqual([id]);
    });

    it('is told when the job is cancelled, once', async () => {
      const { job, jobs, told } = observed(() => Promise.resolve());
      const { id } = await enqueue(at.db, job, { note: 'x' });
      for (let time = 0; time < 2; time++) {
        const { status } = await cancelJob({ db: at.db, jobs }, { job_id: id });
        expect(status).toBe('cancelled');
      }
      expect(told).toEqual([{ payload: { note: 'x' }, how: 'cancelled', reason: null }]);
      expect(await at.marks()).toEqual([id]);
    });

    it('is not committed when the feature fails to be told', async () => {
      const { job, jobs } = observed(() => Promise.resolve());
      const { id } = await enqueue(at.db, job, { note: 'x' });
      const [spoilt] = jobs.map((one) => ({
        ...one,
        onEnd: () => Promise.reject(new Error('not now')),
      }));
      await expect(cancelJob({ db: at.db, jobs: [spoilt!] }, { job_id: id })).rejects
        .toThrow('not now');
      expect(await at.job(id)).toMatchObject({ status: 'queued' });
    });
  });
});
