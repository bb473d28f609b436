import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import {
  type JobContext,
  type JobHandlers,
  LeaseLost,
  Unrecoverable,
} from '../../../src/jobs/handler.ts';
import { purge } from '../../../src/jobs/engine/purge.ts';
import { readJob } from '../../../src/jobs/operations/read-job.ts';
import { runJobs, type RunOptions } from '../../../src/jobs/engine/run-jobs.ts';
import { type JobsDatabase, jobsDatabase, until } from './support/jobs.ts';
import { leaveMark, mark } from '../knowledge/support/mark.ts';

describe('jobs', () => {
  let at: JobsDatabase;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterAll(() => at.drop());
  beforeEach(() => at.clear());

  const run = (handlers: JobHandlers, options: Partial<RunOptions> = {}) =>
    runJobs(at.db, handlers, { budgetMs: 60_000, ...options });

  describe('enqueue', () => {
    it('is part of the transaction that causes it', async () => {
      await expect(at.db.transaction(async (tx) => {
        await enqueue(tx, { kind: 'mark' });
        throw new Error('changed my mind');
      })).rejects.toThrow('changed my mind');
      expect(await run({ mark })).toMatchObject({ claimed: 0 });
      const { id } = await at.db.transaction((tx) => enqueue(tx, { kind: 'mark' }));
      expect(await run({ mark })).toMatchObject({ claimed: 1, succeeded: 1 });
      expect(await at.marks()).toEqual([id]);
    });

    it('keeps one live job per kind and key, however many ask at once', async () => {
      const ask = () => enqueue(at.db, { kind: 'mark', dedupe_key: 'one' });
      const answers = await Promise.all(Array.from({ length: 40 }, ask));
      expect(answers.filter(({ enqueued }) => enqueued)).toHaveLength(1);
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect((await enqueue(at.db, { kind: 'other', dedupe_key: 'one' })).enqueued).toBe(true);
      await run({ mark });
      expect((await ask()).enqueued).toBe(true);
    });

    it('finds a way while jobs with its key come and go', async () => {
      let asking = true;
      const running = (async () => {
        while (asking) await run({ mark });
      })();
      const answers = await Promise.all(Array.from({ length: 8 }, async () => {
        const ids: string[] = [];
        for (let n = 0; n < 25; n++) {
          ids.push((await enqueue(at.db, { kind: 'mark', dedupe_key: 'one' })).id);
        }
        return ids;
      }));
      asking = false;
      await running;
      await run({ mark });
      expect(await at.marks()).toEqual([...new Set(answers.flat())].toSorted());
    });

    it('takes part in the caller’s transaction from a definer function too', async () => {
      await at.admin.unsafe(`
        create function private.cause_work(note text) returns uuid
        language plpgsql security definer set search_path = '' as $$
        begin
          return private.enqueue_job('mark', jsonb_build_object('note', note), note, null);
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
      await expect(at.db.execute(sql`select private.enqueue_job('mark')`)).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    });

    it('waits for its time', async () => {
      const { id } = await enqueue(at.db, {
        kind: 'mark',
        run_at: new Date(Date.now() + 3_600_000),
      });
      expect(await run({ mark })).toMatchObject({ claimed: 0 });
      await at.makeDue();
      await run({ mark });
      expect(await at.marks()).toEqual([id]);
    });
  });

  describe('failure', () => {
    it('is retried with growing pauses, then dead, with its reason', async () => {
      const { id } = await enqueue(at.db, { kind: 'fail', max_attempts: 3 });
      const seen: number[] = [];
      const handlers: JobHandlers = {
        fail: ({ job }) => {
          seen.push(job.attempts);
          return Promise.reject(new Error(`attempt ${job.attempts} failed`));
        },
      };
      const failures: unknown[] = [];
      const onFailure = (_: unknown, error: unknown) => failures.push(error);
      for (const attempt of [1, 2]) {
        expect(await run(handlers, { onFailure })).toMatchObject({ claimed: 1, retried: 1 });
        expect(await at.job(id)).toMatchObject({
          status: 'queued',
          attempts: attempt,
          locked_by: null,
          error: `attempt ${attempt} failed`,
        });
        await at.makeDue();
      }
      expect(await run(handlers, { onFailure })).toMatchObject({ claimed: 1, dead: 1 });
      expect(await at.job(id)).toMatchObject({ status: 'dead', error: 'attempt 3 failed' });
      expect((await at.job(id)).finished_at).toBeInstanceOf(Date);
      expect(seen).toEqual([1, 2, 3]);
      expect(failures).toHaveLength(3);
    });

    it('undoes an effect that failed half way, and keeps values out of the reason', async () => {
      const { id } = await enqueue(at.db, { kind: 'half' });
      const half = () =>
        Promise.resolve(async (tx: Parameters<typeof leaveMark>[0]) => {
          await leaveMark(tx, id);
          await tx.execute(sql`select ${'secret'}::int`);
        });
      expect(await run({ half })).toMatchObject({ retried: 1 });
      expect(await at.marks()).toEqual([]);
      expect((await at.job(id)).error).toBe('22P02');
    });

    it('ends at once where another attempt is pointless or a handler is missing for good', async () => {
      const given = await enqueue(at.db, { kind: 'pointless' });
      const unknown = await enqueue(at.db, { kind: 'unknown', max_attempts: 1 });
      const pointless = () => Promise.reject(new Unrecoverable('a scan without text'));
      expect(await run({ pointless })).toMatchObject({ claimed: 2, dead: 2 });
      expect(await at.job(given.id)).toMatchObject({ attempts: 1, error: 'a scan without text' });
      expect((await at.job(unknown.id)).error).toContain('no handler');
    });

    it('tells the feature, together with the burial', async () => {
      const { id } = await enqueue(at.db, { kind: 'observed', max_attempts: 1 });
      const reasons: string[] = [];
      const observed = {
        run: () => Promise.reject(new Error('no')),
        onDead: (job: { id: string }, reason: string) => {
          reasons.push(reason);
          return (tx: Parameters<typeof leaveMark>[0]) => leaveMark(tx, job.id);
        },
      };
      await run({ observed });
      expect(reasons).toEqual(['no']);
      expect(await at.marks()).toEqual([id]);
    });

    it('counts workers that died, and buries what kills every one of them', async () => {
      const { id } = await enqueue(at.db, { kind: 'mark', max_attempts: 2 });
      await at.admin`
        update private.jobs set status = 'running', attempts = 2, locked_by = gen_random_uuid()`;
      expect(await run({ mark })).toMatchObject({ claimed: 1, dead: 1 });
      expect(await at.marks()).toEqual([]);
      expect(await at.job(id)).toMatchObject({ status: 'dead', locked_by: null });
    });
  });

  describe('long work', () => {
    it('goes on slice by slice, with fresh attempts', async () => {
      const { id } = await enqueue(at.db, { kind: 'slices', max_attempts: 1 });
      const attempts: number[] = [];
      const slices = ({ job }: JobContext) => {
        attempts.push(job.attempts);
        const effect = (tx: Parameters<typeof leaveMark>[0]) => leaveMark(tx, job.id);
        return Promise.resolve(attempts.length < 3 ? { continue: effect } : effect);
      };
      expect(await run({ slices })).toMatchObject({ claimed: 3, continued: 2, succeeded: 1 });
      expect(attempts).toEqual([1, 1, 1]);
      expect(await at.marks()).toEqual([id, id, id]);
    });

    it('says how far it is, and keeps what the effect returns as its result', async () => {
      const { id } = await enqueue(at.db, { kind: 'long' });
      const seen: unknown[] = [];
      const long = async ({ progress }: JobContext) => {
        await progress(3, 10);
        seen.push((await readJob(at.db, id)).progress);
        // Too soon to be written again, but the last step always is.
        await progress(4, 10);
        seen.push((await readJob(at.db, id)).progress);
        await progress(10, 10);
        return () => Promise.resolve({ chunks: 10 });
      };
      await run({ long });
      expect(seen).toEqual([{ done: 3, total: 10 }, { done: 3, total: 10 }]);
      expect(await readJob(at.db, id)).toMatchObject({
        status: 'succeeded',
        progress: { done: 10, total: 10 },
        result: { chunks: 10 },
      });
    });

    it('is stopped at its deadline, even when it does not listen', async () => {
      const { id } = await enqueue(at.db, { kind: 'endless' });
      let reason: unknown;
      const endless = ({ signal }: JobContext) =>
        new Promise<void>(() => signal.addEventListener('abort', () => reason = signal.reason));
      expect(await run({ endless }, { budgetMs: 1_000 })).toMatchObject({ retried: 1 });
      expect(reason).toMatchObject({ name: 'OutOfTime' });
      expect((await at.job(id)).error).toContain('deadline');
    });
  });

  describe('the lease', () => {
    /** A handler that waits to be let go before it leaves its mark. */
    function held() {
      let letGo!: () => void;
      const gate = new Promise<void>((done) => (letGo = done));
      const contexts: JobContext[] = [];
      const handler = async (context: JobContext) => {
        contexts.push(context);
        await gate;
        return (tx: Parameters<typeof leaveMark>[0]) => leaveMark(tx, context.job.id);
      };
      return { handler, letGo, contexts };
    }

    it('is renewed while the handler works', async () => {
      const { id } = await enqueue(at.db, { kind: 'slow' });
      const { handler, letGo, contexts } = held();
      const working = run({ slow: handler }, { leaseMs: 1_500 });
      await until(() => contexts.length === 1);
      const first = contexts[0]!.job.run_at.getTime();
      await until(async () => (await at.job(id)).run_at.getTime() > first + 300);
      expect(await run({ slow: mark })).toMatchObject({ claimed: 0 });
      letGo();
      expect(await working).toMatchObject({ succeeded: 1 });
      expect(await at.marks()).toEqual([id]);
    });

    it('ends: another worker takes over, and the slow one can not commit', async () => {
      const { id } = await enqueue(at.db, { kind: 'slow' });
      const { handler, letGo, contexts } = held();
      const slow = run({ slow: handler });
      await until(() => contexts.length === 1);
      await at.makeDue();
      expect(await run({ slow: mark })).toMatchObject({ succeeded: 1 });
      letGo();
      expect(await slow).toMatchObject({ claimed: 1, succeeded: 0, lost: 1 });
      expect(await at.marks()).toEqual([id]);
      expect(await at.job(id)).toMatchObject({ status: 'succeeded', attempts: 2 });
    });

    it('is lost by cancelling: the handler is told and its effect dropped', async () => {
      const { id } = await enqueue(at.db, { kind: 'slow' });
      const { handler, contexts } = held();
      const working = run({ slow: handler }, { leaseMs: 150 });
      await until(() => contexts.length === 1);
      expect(await cancelJob(at.db, id)).toMatchObject({ status: 'cancelled' });
      expect(await working).toMatchObject({ claimed: 1, lost: 1 });
      expect(contexts[0]!.signal.reason).toBeInstanceOf(LeaseLost);
      await expect(contexts[0]!.progress(1, 2)).rejects.toBeInstanceOf(LeaseLost);
      expect(await at.marks()).toEqual([]);
      expect(await at.job(id)).toMatchObject({ status: 'cancelled', locked_by: null });
      expect(await cancelJob(at.db, id)).toMatchObject({ status: 'cancelled' });
    });
  });

  describe('recurring jobs', () => {
    it('are in the queue once each, and due again after success', async () => {
      const recurring = { mark: 3600 };
      const summaries = await Promise.all(
        Array.from({ length: 5 }, () => run({ mark }, { recurring })),
      );
      expect(summaries.reduce((sum, { continued }) => sum + continued, 0)).toBe(1);
      const marks = await at.marks();
      expect(marks).toHaveLength(1);
      const job = await at.job(marks[0]!);
      expect(job).toMatchObject({ status: 'queued', attempts: 0 });
      expect(job.run_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
      await at.admin`update private.jobs set status = 'running'`;
      await at.admin`update private.jobs set status = 'dead'`;
      await run({ mark }, { recurring });
      expect(await at.marks()).toHaveLength(2);
    });
  });

  describe('purge', () => {
    it('deletes what ended longer ago than it is kept', async () => {
      const states = [['succeeded', 6], ['succeeded', 8], ['cancelled', 8], ['dead', 8], [
        'dead',
        31,
      ]];
      for (const [status, days] of states) {
        await at.admin`
          insert into private.jobs (kind, status, finished_at)
          values ('old', ${status!}, now() - make_interval(days => ${days!}))`;
      }
      await enqueue(at.db, { kind: 'mark' });
      expect(await purge(at.db)).toBe(false);
      const left = await at.admin`select status from private.jobs order by status`;
      expect(left.map(({ status }) => status)).toEqual(['dead', 'queued', 'succeeded']);
    });
  });
});
