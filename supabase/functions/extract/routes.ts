import { runTaken } from '../../../src/jobs/engine/run-taken.ts';
import { JobParams, Settled, TakenJob } from '../../../src/jobs/operations/contract.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { logFailure } from '../_shared/runtime/log-failure.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { type Outside, registeredJobs } from './registered-jobs.ts';

/** Less than the worker waits that has taken the job. */
const BUDGET_MS = 25_000;

export function extractRoutes(app: App, outside: Outside): void {
  route(app, systemStack, {
    id: 'runTakenJob',
    method: 'post',
    path: '/{job_id}',
    summary: 'Make one attempt at a job that a worker has taken, alone',
    params: JobParams,
    body: TakenJob,
    response: Settled,
    idempotent: false,
  }, async ({ db }, { job_id, body: { locked_by } }) => {
    const jobs = registeredJobs({ db, ...outside });
    const held = { id: job_id, locked_by };
    const options = { budgetMs: BUDGET_MS, onFailure: logFailure };
    return { settlement: await runTaken({ db, jobs }, held, options) };
  });
}
