import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { type Attempt, type JobEffect, LeaseLost } from '../../../src/jobs/attempt.ts';
import { readJob } from '../../../src/jobs/operations/read-job.ts';
import { runJobs, type RunOptions } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { type JobsDatabase, jobsDatabase, simpleJob, until } from './support/jobs.ts';
import { leaveMark, mark } from '../knowledge/support/mark.ts';

describe('jobs', () => {
  let at: JobsDatabase;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterAll(() => at.drop());
  beforeEach(() => at.clear());

  const run = (definition: ReturnType<typeof simpleJob>, options: Partial<RunOptions> = {}) =>
    runJobs({ db: at.db, jobs: [registerJob(definition, {})] }, { budgetMs: 60_000, ...options });

  describe('enqueue', () => {
    it('is part of the transaction that causes it', async () => {
      await expect(at.db.transaction(async (tx) => {
        await enqueue(tx, mark, {});
        throw new Error('changed my mind');
      })).rejects.toThrow('changed my mind');
      expect(await run(mark)).toMatchObject({ taken: 0 });
      const { id } = await at.db.transaction((tx) => enqueue(tx, mark, {}));
      expect(await run(mark)).toMatchObject({ taken: 1, succeeded: 1 });
      expect(await at.marks()).toEqual([id]);
    });

    it('keeps one live job per kind and key, however many ask at once', async () => {
      const other = simpleJob('other', () => Promise.resolve());
      const ask = () => enqueue(at.db, mark, {}, { key: 'one' });
      const answers = await Promise.all(Array.from({ length: 40 }, ask));
      expect(answers.filter(({ enqueued }) => enqueued)).toHaveLength(1);
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect((await enqueue(at.db, other, {}, { key: 'one' })).enqueued).toBe(true);
      await run(mark);
      expect((await ask()).enqueued).toBe(true);
    });

    it('finds a way while jobs with its key come and go', async () => {
      let asking = true;
      const running = (async () => {
        while (asking) await run(mark);
      })();
      const answers = await Promise.all(Array.from({ length: 8 }, async () => {
        const ids: string[] = [];
        for (let n = 0; n < 25; n++) {
          ids.push((await enqueue(at.db, mark, {}, { key: 'one' })).id);
        }
        return ids;
      }));
      asking = false;
      await running;
      await run(mark);
      expect(await at.marks()).toEqual([...new Set(answers.flat())].toSorted());
    });

    it('takes part in the caller’s transaction from a definer function too', async () => {
      await at.admin.unsafe(`
        create function private.cause_work(note text) returns uuid
        language plpgsql security definer set search_path = '' as $$
        begin
          return (private.enqueue_job('mark', jsonb_build_object('note', note), note)).job_id;
        end $$;
        alter function private.cause_work owner to postgres`);
      const [first, second] = await at.admin<{ id: string }[]>`
        select private.cause_work('x') as id union all select private.cause_work('x')`;
      expect(second).toEqual(first);
      expect(await at.job(first!.id)).toMatchObject({
        kind: 'mark',
        payload: { note: 'x' },
        dedupe_key: 'x',
        status: 'queued',
      });
      const caller = at.door.asCaller({ sub: 'somebody' });
      await expect(caller.execute(sql`select private.enqueue_job('mark')`)).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    });

    it('waits for its time', async () => {
      const { id } = await enqueue(at.db, mark, {}, {
        runAt: new Date(Date.now() + 3_600_000),
      });
      expect(await run(mark)).toMatchObject({ taken: 0 });
      await at.makeDue();
      await run(mark);
      expect(await at.marks()).toEqual([id]);
    });
  });

  describe('long work', () => {
    it('goes on slice by slice, with fresh attempts', async () => {
      const attempts: number[] = [];
      const slices = simpleJob('slices', ({ job }) => {
        attempts.push(job.attempts);
        const effect: JobEffect = (tx) => leaveMark(tx, job.id);
        return Promise.resolve(attempts.length < 3 ? { continue: effect } : effect);
      }, { maxAttempts: 1 });
      const { id } = await enqueue(at.db, slices, {});
      expect(await run(slices)).toMatchObject({ taken: 3, continued: 2, succeeded: 1 });
      expect(attempts).toEqual([1, 1, 1]);
      expect(await at.marks()).toEqual([id, id, id]);
    });

    it('says how far it is, and keeps what the effect returns as its result', async () => {
      const seen: unknown[] = [];
      const long = simpleJob('long', async ({ job, progress }) => {
        await progress(3, 10);
        seen.push((await readJob(at, { job_id: job.id })).progress);
        // Too soon to be written again, but the last step always is.
        await progress(4, 10);
        seen.push((await readJob(at, { job_id: job.id })).progress);
        await progress(10, 10);
        return () => Promise.resolve({ chunks: 10 });
      });
      const { id } = await enqueue(at.db, long, {});
      await run(long);
      expect(seen).toEqual([{ done: 3, total: 10 }, { done: 3, total: 10 }]);
      expect(await readJob(at, { job_id: id })).toMatchObject({
        status: 'succeeded',
        progress: { done: 10, total: 10 },
        result: { chunks: 10 },
      });
    });

    it('is stopped at its deadline, even when it does not listen', async () => {
      let reason: unknown;
      const endless = simpleJob(
        'endless',
        ({ signal }) =>
          new Promise<void>(() => signal.addEventListener('abort', () => reason = signal.reason)),
      );
      const { id } = await enqueue(at.db, endless, {});
      expect(await run(endless, { budgetMs: 1_000 })).toMatchObject({ retried: 1 });
      expect(reason).toMatchObject({ name: 'OutOfTime' });
      expect((await at.job(id)).error).toContain('deadline');
    });
  });

  describe('the lease', () => {
    /** A job that waits to be let go before it leaves its mark, and one of its kind that does not. */
    function waiting() {
      let letGo!: () => void;
      const gate = new Promise<void>((done) => (letGo = done));
      const attempts: Attempt<unknown>[] = [];
      const slow = simpleJob('slow', async (attempt) => {
        attempts.push(attempt);
        await gate;
        return (tx) => leaveMark(tx, attempt.job.id);
      });
      return { slow, quick: { ...mark, kind: 'slow' }, letGo, attempts };
    }

    it('is renewed while the attempt lasts', async () => {
      const { slow, quick, letGo, attempts } = waiting();
      const { id } = await enqueue(at.db, slow, {});
      const working = run(slow, { leaseMs: 1_500 });
      await until(() => attempts.length === 1);
      const first = attempts[0]!.job.run_at.getTime();
      await until(async () => (await at.job(id)).run_at.getTime() > first + 300);
      expect(await run(quick)).toMatchObject({ taken: 0 });
      letGo();
      expect(await working).toMatchObject({ succeeded: 1 });
      expect(await at.marks()).toEqual([id]);
    });

    it('ends: another worker takes over, and the slow one can not commit', async () => {
      const { slow, quick, letGo, attempts } = waiting();
      const { id } = await enqueue(at.db, slow, {});
      const working = run(slow);
      await until(() => attempts.length === 1);
      await at.makeDue();
      expect(await run(quick)).toMatchObject({ succeeded: 1 });
      letGo();
      expect(await working).toMatchObject({ taken: 1, succeeded: 0, lost: 1 });
      expect(await at.marks()).toEqual([id]);
      expect(await at.job(id)).toMatchObject({ status: 'succeeded', attempts: 2 });
    });

    it('is lost by cancelling: the attempt is told and its effect dropped', async () => {
      const { slow, attempts } = waiting();
      const { id } = await enqueue(at.db, slow, {});
      const working = run(slow, { leaseMs: 150 });
      await until(() => attempts.length === 1);
      expect(await cancelJob({ db: at.db, jobs: [] }, { job_id: id })).toMatchObject({
        status: 'cancelled',
      });
      expect(await working).toMatchObject({ taken: 1, lost: 1 });
      expect(attempts[0]!.signal.reason).toBeInstanceOf(LeaseLost);
      await expect(attempts[0]!.progress(1, 2)).rejects.toBeInstanceOf(LeaseLost);
      expect(await at.marks()).toEqual([]);
      expect(await at.job(id)).toMatchObject({ status: 'cancelled', locked_by: null });
      expect(await cancelJob({ db: at.db, jobs: [] }, { job_id: id })).toMatchObject({
        status: 'cancelled',
      });
    });
  });

  describe('recurring jobs', () => {
    it('are in the queue once each, and due again after success', async () => {
      const hourly = { ...mark, everySeconds: 3600 };
      const summaries = await Promise.all(Array.from({ length: 5 }, () => run(hourly)));
      expect(summaries.reduce((sum, { continued }) => sum + continued, 0)).toBe(1);
      const marks = await at.marks();
      expect(marks).toHaveLength(1);
      const job = await at.job(marks[0]!);
      expect(job).toMatchObject({ status: 'queued', attempts: 0 });
      expect(job.run_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
      await at.admin`update private.jobs set status = 'running'`;
      await at.admin`update private.jobs set status = 'dead'`;
      await run(hourly);
      expect(await at.marks()).toHaveLength(2);
    });
  });
});
