import { execFile } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobsApi, waitForJobs } from '../../local/queue/jobs-api.ts';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack, supabase } from '../../testkit/http/stack.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The queue as its operator sees it; the stack's own ticker runs the jobs. */
describe('jobs', () => {
  let admin: postgres.Sql;
  let system: ReturnType<typeof supabase>;
  const api = () => jobsApi(stack().status.api_url, stack().status.secret_key);

  beforeAll(() => {
    admin = postgres(stack().adminUrl, { max: 1 });
    system = supabase({ key: stack().status.secret_key });
  });
  afterAll(() => admin.end());

  /** A job that no handler knows: it fails at its one attempt. */
  async function enqueueUnknown(inHours = 0): Promise<string> {
    const [job] = await admin<{ id: string }[]>`
      insert into private.jobs (kind, max_attempts, run_at)
      values ('unheard_of', 1, now() + make_interval(hours => ${inHours}))
      returning id`;
    // Times are kept to the millisecond: the next one is younger.
    await sleep(2);
    return job!.id;
  }

  it('are run by the stack, dead when out of attempts, and replayed', async () => {
    const id = await enqueueUnknown();
    const [dead] = await waitForJobs(api(), [id]);
    expect(dead).toMatchObject({ status: 'dead', attempts: 1 });
    expect(dead!.error).toContain('unheard_of');

    const replayed = await call(system, 'POST', `jobs/${id}/replay`);
    expect(replayed).toMatchObject({ status: 200, body: { id, attempts: 0, error: null } });
    await waitForJobs(api(), [id]);
    const all = await call(system, 'POST', 'jobs/replay', { body: { kind: 'unheard_of' } });
    expect(all).toMatchObject({ status: 200, body: { replayed: 1 } });
    await waitForJobs(api(), [id]);
  });

  it('are listed newest first, by status and kind, page by page', async () => {
    const ids = [await enqueueUnknown(1), await enqueueUnknown(1), await enqueueUnknown(1)];
    const filters = 'kind=unheard_of&status=queued';
    const first = await call(system, 'GET', `jobs?${filters}&limit=2`);
    expect(first.body.items.map((job: { id: string }) => job.id)).toEqual([ids[2], ids[1]]);
    const cursor = first.body.next_cursor;
    const next = await call(system, 'GET', `jobs?${filters}&limit=2&cursor=${cursor}`);
    expect(next.body.items.map((job: { id: string }) => job.id)).toEqual([ids[0]]);
    expect(next.body.next_cursor).toBeNull();
    const elsewhere = await call(system, 'GET', `jobs?status=dead&cursor=${cursor}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    const unknown = await call(system, 'GET', 'jobs?status=lost');
    expect(unknown).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('are cancelled before they run, once', async () => {
    const id = await enqueueUnknown(1);
    for (let time = 0; time < 2; time++) {
      const { status, body } = await call(system, 'POST', `jobs/${id}/cancel`);
      expect({ status, job: body.status }).toEqual({ status: 200, job: 'cancelled' });
    }
    const gone = await call(system, 'POST', `jobs/${crypto.randomUUID()}/cancel`);
    expect(gone).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
    const malformed = await call(system, 'GET', 'jobs/one');
    expect(malformed).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('that recur are in the queue without anybody’s doing', async () => {
    const { body } = await call(system, 'GET', 'jobs?kind=purge_expired');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ dedupe_key: 'recurring', status: 'queued' });
  });

  it('are nobody’s business but the system’s', async () => {
    for (
      const [client, status, code] of [
        [supabase(), 401, 'secret_key_missing'],
        [await signedIn('manager'), 403, 'secret_key_required'],
      ] as const
    ) {
      for (const [method, path] of [['GET', 'jobs'], ['POST', 'jobs/run']] as const) {
        const refused = await call(client, method, path);
        expect(refused).toMatchObject({ status, body: { code } });
      }
      const table = await client.schema('private').from('jobs').select();
      expect(table.data).toBeNull();
    }
  });

  it('are waited for on the command line, which tells success by its exit code', async () => {
    const id = await enqueueUnknown();
    const jobs = (...args: string[]) =>
      promisify(execFile)('npx', ['tsx', 'local/commands/jobs.ts', ...args], {
        cwd: root,
        env: { ...process.env, TATAME_DATA_DIR: stack().dataDir },
      });
    const failed = await jobs('wait', id).catch((error) => error);
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stdout).toContain(`${id}  unheard_of  dead  attempt 1 of 1`);
    const { stdout } = await jobs('list', '--status', 'dead');
    expect(stdout).toContain(id);
    expect(await jobs('wait').catch((error) => error.stderr)).toContain('npm run jobs');
  });
});
