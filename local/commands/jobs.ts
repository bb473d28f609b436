import process from 'node:process';
import { parseArgs } from 'node:util';
import { type JobJson, jobsApi, waitForJobs } from '../queue/jobs-api.ts';
import { progressBar } from '../queue/progress-bar.ts';
import { readSettings } from '../stack/settings/settings.ts';
import { findRunning } from '../stack/settings/state.ts';

const USAGE = `npm run jobs -- list [--status dead] [--kind <kind>]   the newest, one per line
npm run jobs -- wait <id> …                            until they have ended, with a progress bar
npm run jobs -- cancel <id>
npm run jobs -- replay <id> | replay --kind <kind>     try again what is dead`;

const { positionals: [command, ...ids], values: { status, kind } } = parseArgs({
  options: { status: { type: 'string' }, kind: { type: 'string' } },
  allowPositionals: true,
});

/** Ends with 1 where a job did not succeed, for scripts. */
async function main(): Promise<number> {
  const running = await findRunning(readSettings().dataDir);
  if (!running) return complain('The stack is not running; start it with: npm run dev');
  const api = jobsApi(running.localUrl, running.status.secret_key);
  const [id] = ids;
  if (command === 'list') {
    const filters = new URLSearchParams({
      limit: '50',
      ...status && { status },
      ...kind && { kind },
    });
    const { items } = await api.request<{ items: JobJson[] }>('GET', `?${filters}`);
    items.forEach((job) => console.log(describe(job)));
    return 0;
  }
  if (command === 'wait' && id) {
    const bar = progressBar(ids.length === 1 ? 'job' : 'jobs');
    const ended = await waitForJobs(api, ids, bar.update);
    bar.end();
    ended.forEach((job) => console.log(describe(job)));
    return ended.every((job) => job.status === 'succeeded') ? 0 : 1;
  }
  if ((command === 'cancel' || command === 'replay') && id) {
    console.log(describe(await api.request<JobJson>('POST', `/${id}/${command}`)));
    return 0;
  }
  if (command === 'replay' && kind) {
    const { replayed } = await api.request<{ replayed: number }>('POST', '/replay', { kind });
    console.log(`${replayed} replayed`);
    return 0;
  }
  return complain(USAGE);
}

function describe({ id, kind, status, attempts, max_attempts, progress, error }: JobJson): string {
  const share = progress.total === null ? '' : ` ${progress.done}/${progress.total}`;
  const reason = error === null ? '' : `  ${error}`;
  return `${id}  ${kind}  ${status}${share}  attempt ${attempts} of ${max_attempts}${reason}`;
}

function complain(text: string): number {
  console.error(text);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = complain(error instanceof Error ? error.message : String(error));
}
