import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { inJobTrace } from '../../../supabase/functions/_shared/traces/job-trace.ts';
import { currentTrace, enterTrace } from '../../../supabase/functions/_shared/traces/span.ts';
import { readTraceContext } from '../../../supabase/functions/_shared/traces/trace-context.ts';
import { jobsDatabase, simpleJob } from './support/jobs.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SHAPE = /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/;

/** As a request that brings this trace would. */
const inTrace = <T>(traceId: string, fn: () => Promise<T>): Promise<T> =>
  enterTrace(readTraceContext(`00-${traceId}-00f067aa0ba902b7-01`), () => {
    throw new Error('nothing is recorded here');
  }, fn);

describe('the trace of a job', () => {
  let queue: Awaited<ReturnType<typeof jobsDatabase>>;
  beforeAll(async () => {
    queue = await jobsDatabase();
  });
  beforeEach(() => queue.clear());
  afterAll(() => queue.drop());

  const nothing = simpleJob('nothing', () => Promise.resolve());
  const traceOf = async (id: string) => readTraceContext((await queue.job(id)).traceparent);

  it('is that of the request that enqueued it, in a transaction too, and of no other', async () => {
    const add = () => enqueue(queue.db, nothing, {});
    const one = await inTrace(TRACE, add);
    const inTransaction = await inTrace(
      TRACE,
      () => queue.db.transaction((tx) => enqueue(tx, nothing, {})),
    );
    const without = await add();
    expect((await traceOf(one.id))?.traceId).toBe(TRACE);
    expect((await traceOf(inTransaction.id))?.traceId).toBe(TRACE);
    expect((await queue.job(without.id)).traceparent).toBeNull();
  });

  it('is none where somebody set what is no trace', async () => {
    for (const forged of ['x', `00-${TRACE}-00f067aa0ba902b7-01; drop`, 'é'.repeat(55)]) {
      const [row] = await queue.admin.begin(async (tx) => {
        await tx`select set_config('request.traceparent', ${forged}, true)`;
        return await tx`select job_id from private.enqueue_job('nothing')`;
      });
      expect((await queue.job(row!.job_id)).traceparent).toBeNull();
    }
  });

  it('goes on in its attempts, their statements and the jobs that those enqueue', async () => {
    const seen: string[] = [];
    const first = simpleJob('first', () => {
      seen.push(currentTrace()!.traceId);
      return Promise.resolve(async (tx) => void await enqueue(tx, nothing, {}));
    });
    const run = 'f'.repeat(32);
    const { id } = await inTrace(TRACE, () => enqueue(queue.db, first, {}));
    const jobs = [registerJob(first, {}), registerJob(nothing, {})];
    await inTrace(
      run,
      () => runJobs({ db: queue.db, jobs }, { budgetMs: 2_000, observe: inJobTrace }),
    );
    expect(seen).toEqual([TRACE]);
    const traces = await queue.admin<{ kind: string; traceparent: string }[]>`
      select kind, traceparent from private.jobs order by created_at`;
    expect(traces.map(({ kind }) => kind)).toEqual(['first', 'nothing']);
    for (const { traceparent } of traces) expect(traceparent).toContain(TRACE);
    expect((await queue.job(id)).status).toBe('succeeded');
  });

  it('is the run’s for a job that recurs, which would never end otherwise', async () => {
    const seen: string[] = [];
    const again = simpleJob('again', () => {
      seen.push(currentTrace()!.traceId);
      return Promise.resolve();
    }, { everySeconds: 60 });
    const jobs = [registerJob(again, {})];
    for (const run of ['a', 'b']) {
      await inTrace(
        run.repeat(32),
        () => runJobs({ db: queue.db, jobs }, { budgetMs: 2_000, observe: inJobTrace }),
      );
      await queue.makeDue();
    }
    expect(seen).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
  });

  it('is settled by each statement, whatever another left behind for the session', async () => {
    await queue.db.execute(
      sql`select set_config('request.traceparent', ${`00-${TRACE}-00f067aa0ba902b7-01`}, false)`,
    );
    const setting = async () => {
      const [row] = await queue.db.execute<{ at: string }>(
        sql`select current_setting('request.traceparent') as at`,
      );
      return row!.at.trim();
    };
    const settings = await Promise.all(Array.from({ length: 10 }, setting));
    expect(new Set(settings)).toEqual(new Set(['']));
    expect(await inTrace(TRACE, setting)).toMatch(SHAPE);
  });
});
