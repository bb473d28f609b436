import { setTimeout as sleep } from 'node:timers/promises';
import { ENDED_JOB } from '../../src/db/schema/jobs/jobs.ts';
import type { Job } from '../../src/jobs/operations/contract.ts';

/** What the tools read of a job. */
export type JobJson = Pick<
  Job,
  'id' | 'kind' | 'status' | 'attempts' | 'max_attempts' | 'progress' | 'error'
>;

export interface JobsApi {
  /** Calls `/functions/v1/jobs<path>`; throws what the problem says. */
  request<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
}

const POLL_MS = 200;
/** Jobs asked for at one poll; more are waited for in turn. */
const AT_ONCE = 20;

/** The jobs function, called with the secret key. */
export function jobsApi(apiUrl: string, secretKey: string): JobsApi {
  return {
    async request<T>(method: string, path: string, body?: unknown) {
      const answer = await fetch(`${apiUrl}/functions/v1/jobs${path}`, {
        method,
        headers: { 'apikey': secretKey, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = await answer.json();
      if (!answer.ok) throw new Error(`${json.code}: ${json.detail}`);
      return json as T;
    },
  };
}

/**
 * Waits until every job has ended, however it did.
 *
 * @param onProgress is told after each look: for one job in its own units once it knows them, for
 *   several how many have ended
 */
export async function waitForJobs(
  api: JobsApi,
  ids: readonly string[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<JobJson[]> {
  const ended = new Map<string, JobJson>();
  for (;;) {
    const looked = ids.filter((id) => !ended.has(id)).slice(0, AT_ONCE);
    const jobs = await Promise.all(looked.map((id) => api.request<JobJson>('GET', `/${id}`)));
    for (const job of jobs) if (ENDED_JOB.includes(job.status)) ended.set(job.id, job);
    const own = ids.length === 1 ? jobs[0]?.progress : undefined;
    if (own?.total) onProgress(own.done, own.total);
    else onProgress(ended.size, ids.length);
    if (ended.size === ids.length) return ids.map((id) => ended.get(id)!);
    await sleep(POLL_MS);
  }
}
