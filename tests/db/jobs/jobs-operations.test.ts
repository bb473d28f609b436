import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enqueue } from '../../../src/jobs/enqueue.ts';
import { replayDeadJobs } from '../../../src/jobs/operations/replay-dead-jobs.ts';
import { replayJob } from '../../../src/jobs/operations/replay-job.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { type JobsDatabase, jobsDatabase } from './support/jobs.ts';
import { mark } from '../knowledge/support/mark.ts';

describe('operating the queue', () => {
  let at: JobsDatabase;
  beforeAll(async () => {
    at = await jobsDatabase();
  });
  afterAll(() => at.drop());
  beforeEach(() => at.clear());

  const run = () => runJobs({ db: at.db, jobs: [registerJob(mark, {})] }, { budgetMs: 60_000 });

  /** A job that died, an hour ago unless told otherwise. */
  async function dead(kind: string, key: string | null = null, hoursAgo = 1): Promise<string> {
    const [job] = await at.admin<{ id: string }[]>`
      insert into private.jobs
        (kind, dedupe_key, status, attempts, error, finished_at, progress_done, progress_total)
      values (${kind}, ${key}, 'dead', 8, 'no', now() - make_interval(hours => ${hoursAgo}), 3, 9)
      returning id`;
    return job!.id;
  }

  describe('replay', () => {
    it('starts one dead job all over', async () => {
      const id = await dead('mark');
      expect(await replayJob(at, { job_id: id })).toMatchObject({
        status: 'queued',
        attempts: 0,
        error: null,
        finished_at: null,
        progress: { done: 0, total: null },
      });
      await run();
      expect(await at.marks()).toEqual([id]);
      await expect(replayJob(at, { job_id: id })).rejects.toMatchObject({ code: 'job_succeeded' });
    });

    it('refuses a job whose key is taken by a live one, and what is not there', async () => {
      const id = await dead('mark', 'one');
      await enqueue(at.db, mark, {}, { key: 'one' });
      await expect(replayJob(at, { job_id: id })).rejects.toMatchObject({ code: 'job_duplicate' });
      await expect(replayJob(at, { job_id: crypto.randomUUID() })).rejects.toMatchObject({
        code: 'job_not_found',
      });
    });

    it('of a whole kind takes each key once and leaves other kinds alone', async () => {
      const [plain, twin, older, newer, taken, other] = [
        await dead('mark'),
        await dead('mark'),
        await dead('mark', 'one', 3),
        await dead('mark', 'one', 2),
        await dead('mark', 'live'),
        await dead('other'),
      ];
      const { id: live } = await enqueue(at.db, mark, {}, { key: 'live' });
      expect(await replayDeadJobs(at, { body: { kind: 'mark' } })).toEqual({ replayed: 3 });
      await run();
      expect(await at.marks()).toEqual([plain, twin, newer, live].toSorted());
      for (const id of [older, taken, other]) expect((await at.job(id!)).status).toBe('dead');
    });
  });

  describe('the hosted tick', () => {
    it('is not scheduled where the extensions are missing', async () => {
      expect(await at.admin`select private.schedule_jobs() as done`).toEqual([{ done: false }]);
    });

    it('calls the function when work is due, once the Vault says where it is', async () => {
      // Stand-ins with the signatures of pg_cron, pg_net and the Vault, which write down their calls.
      await at.admin.unsafe(`
        create schema cron; create schema net; create schema vault;
        grant usage on schema cron, net, vault to postgres;
        create table vault.decrypted_secrets (name text, decrypted_secret text);
        create table net.calls (url text, body jsonb, headers jsonb, timeout integer);
        create table cron.calls (name text, schedule text, command text);
        grant select, insert on vault.decrypted_secrets, net.calls, cron.calls to postgres;
        create function cron.schedule(job_name text, schedule text, command text) returns bigint
          language sql as 'insert into cron.calls values ($1, $2, $3) returning 1';
        create function net.http_post(
          url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}',
          timeout_milliseconds integer default 5000
        ) returns bigint
          language sql as 'insert into net.calls values ($1, $2, $4, $5) returning 1';`);
      await at.admin`select private.schedule_jobs()`;
      const [{ command, schedule }] = await at.admin<[{ command: string; schedule: string }]>`
        select command, schedule from cron.calls`;
      expect(schedule).toBe('10 seconds');
      const tick = async () => {
        await at.admin.begin(async (job) => {
          await job`set local role postgres`;
          await job.unsafe(command);
        });
        return await at.admin`delete from net.calls returning *`;
      };

      expect(await tick()).toEqual([]);
      await at.admin`insert into vault.decrypted_secrets values
        ('jobs_url', 'https://ref.supabase.co/functions/v1/jobs/run'),
        ('jobs_secret_key', 'sb_secret_1')`;
      expect(await tick()).toEqual([{
        url: 'https://ref.supabase.co/functions/v1/jobs/run',
        body: {},
        headers: { 'apikey': 'sb_secret_1', 'content-type': 'application/json' },
        timeout: 60_000,
      }]);
      await enqueue(at.db, mark, {}, { runAt: new Date(Date.now() + 3_600_000) });
      expect(await tick()).toEqual([]);
      await at.makeDue();
      expect(await tick()).toHaveLength(1);
    });
  });
});
