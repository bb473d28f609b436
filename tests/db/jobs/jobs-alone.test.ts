import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type JobEnd, Killed, type Settlement } from '../../../src/jobs/attempt.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { runTaken } from '../../../src/jobs/engine/run-taken.ts';
import { registerAlone, registerJob, type RunAlone } from '../../../src/jobs/register-job.ts';
import { leaveMark, mark } from '../knowledge/support/mark.ts';
import { type JobsDatabase, jobsDatabase, simpleJob } from './support/jobs.ts';

let at: JobsDatabase;
beforeAll(async () => {
  at = await jobsDatabase();
});
afterEach(() => at.clear());
afterAll(() => at.drop());

/** What a heavy job does where it runs; it says how far it has come. */
let slices = 1;
const heavy = simpleJob('heavy', ({ job }) => {
  const save = (tx: typeof at.db) => leaveMark(tx, job.id).then(() => slices);
  return Promise.resolve(--slices > 0 ? { continue: save } : save);
}, { onEnd: (_tx, { how }) => Promise.resolve(void ends.push(how)) });
const ends: JobEnd[] = [];

/** The invocation of its own, as far as the queue is concerned. */
const elsewhere: RunAlone = ({ id, locked_by }) =>
  runTaken({ db: at.db, jobs: [registerJob(heavy, {})] }, { id, locked_by }, { budgetMs: 10_000 });

const run = (runAlone: RunAlone, leaseMs = 60_000) =>
  runJobs({ db: at.db, jobs: [registerAlone(heavy, runAlone), registerJob(mark, {})] }, {
    budgetMs: 20_000,
    leaseMs,
  });

async function enqueue(user_id: string | null = null): Promise<string> {
  const [job] = await at.admin<{ id: string }[]>`
    insert into private.jobs (kind, user_id) values ('heavy', ${user_id}) returning id`;
  return job!.id;
}

describe('a job that runs alone', () => {
  it('is settled where it ran, slice by slice, with its effects once', async () => {
    slices = 3;
    const id = await enqueue();
    expect(await run(elsewhere)).toMatchObject({ taken: 3, continued: 2, succeeded: 1 });
    expect(await at.marks()).toEqual([id, id, id]);
    expect(await at.job(id)).toMatchObject({ status: 'succeeded', result: 0 });
  });

  it('is counted before it starts, and its lease is kept while it is at work', async () => {
    const id = await enqueue();
    await run(async (job, signal) => {
      expect(await at.job(id)).toMatchObject({ attempts: 1, status: 'running' });
      await sleep(1_000);
      slices = 1;
      return await elsewhere(job, signal);
    }, 300);
    expect(await at.job(id)).toMatchObject({ status: 'succeeded', attempts: 1 });
  });

  it('is dead when it was killed twice, and its feature is told how', async () => {
    ends.length = 0;
    const id = await enqueue();
    const kill = () => Promise.reject<Settlement>(new Killed());
    expect(await run(kill)).toMatchObject({ retried: 1 });
    await at.makeDue();
    expect(await run(kill)).toMatchObject({ dead: 1 });
    expect(await at.job(id)).toMatchObject({ status: 'dead', attempts: 2 });
    expect(ends).toEqual(['killed']);
  });

  it('is not dead for being killed once, and once again after it came further', async () => {
    const id = await enqueue();
    slices = 2;
    const attempts = ['killed', 'works', 'killed', 'works'];
    const next: RunAlone = (job, signal) =>
      attempts.shift() === 'works' ? elsewhere(job, signal) : Promise.reject(new Killed());
    for (let i = 0; i < 4; i++) {
      await run(next);
      await at.makeDue();
    }
    expect(await at.job(id)).toMatchObject({ status: 'succeeded' });
  });

  it('changes nothing when it is cancelled meanwhile, or held by another', async () => {
    const id = await enqueue();
    slices = 1;
    const summary = await run(async (job, signal) => {
      await at.admin`update private.jobs set status = 'cancelled', locked_by = null`;
      return await elsewhere(job, signal);
    });
    expect(summary).toMatchObject({ lost: 1 });
    expect(await at.marks()).toEqual([]);
    expect(await at.job(id)).toMatchObject({ status: 'cancelled' });
  });

  it('keeps no other work waiting, also such as comes later', async () => {
    const [user] = await at.admin<{ id: string }[]>`
      insert into users (subject, provider, source) values ('hoarder', 'supabase', 'token') returning id`;
    await Promise.all(Array.from({ length: 20 }, () => enqueue(user!.id)));
    await at.enqueueMarks(20);
    let release = () => {};
    const held = new Promise<void>((done) => release = done);
    const begun: string[] = [];
    slices = 1_000;
    const running = run(async ({ id }) => {
      begun.push(id);
      await held;
      throw new Error('no');
    });
    const marked = async (count: number) => {
      for (const since = Date.now(); (await at.marks()).length < count; await sleep(20)) {
        expect(Date.now() - since).toBeLessThan(5_000);
      }
    };
    await marked(20);
    // Those of one person come one after another, and others' between them.
    expect(begun).toHaveLength(1);
    await at.enqueueMarks(20);
    const other = await enqueue();
    await marked(40);
    expect(begun).toEqual([expect.any(String), other]);
    await at.admin`update private.jobs set max_attempts = 1, run_at = now() + interval '1 hour'
      where kind = 'heavy' and status = 'queued'`;
    release();
    await running;
  });
});
