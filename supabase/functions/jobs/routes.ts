import {
  Job,
  JobParams,
  JobsQuery,
  Replayed,
  ReplayInput,
  RunSummary,
} from '../../../src/jobs/operations/contract.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import { listJobs } from '../../../src/jobs/operations/list-jobs.ts';
import { readJob } from '../../../src/jobs/operations/read-job.ts';
import { replayDeadJobs } from '../../../src/jobs/operations/replay-dead-jobs.ts';
import { replayJob } from '../../../src/jobs/operations/replay-job.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import type { App } from '../_shared/http/app.ts';
import { describeFault } from '../_shared/problems/fault.ts';
import { log } from '../_shared/runtime/log.ts';
import { systemRoute } from '../_shared/stacks/system-route.ts';
import { type Outside, registeredJobs } from './registered-jobs.ts';

/** Well within what the platform gives a request (150 s), and what the tick waits for (60 s). */
const BUDGET_MS = 50_000;

export function jobRoutes(app: App, outside: Outside): void {
  systemRoute(app, {
    id: 'runJobs',
    method: 'post',
    path: '/run',
    summary: 'Work on what is due, for less than a minute',
    response: RunSummary,
  }, ({ db }) =>
    runJobs({ db, jobs: registeredJobs({ db, ...outside }) }, {
      budgetMs: BUDGET_MS,
      onFailure: ({ id, kind, attempts, max_attempts }, error) =>
        log('warn', 'job_failed', {
          job_id: id,
          kind,
          attempts,
          max_attempts,
          ...describeFault(error),
        }),
    }));

  systemRoute(app, {
    id: 'listJobs',
    method: 'get',
    path: '/',
    summary: 'Jobs, newest first',
    query: JobsQuery,
    response: pageOf(Job),
  }, ({ db, query, paginate }) => paginate(query, (page) => listJobs({ db }, { ...query, page })));

  systemRoute(app, {
    id: 'replayDeadJobs',
    method: 'post',
    path: '/replay',
    summary: 'Try all dead jobs of a kind again',
    body: ReplayInput,
    response: Replayed,
  }, ({ db, body }) => replayDeadJobs({ db }, { body }));

  systemRoute(app, {
    id: 'readJob',
    method: 'get',
    path: '/{job_id}',
    summary: 'One job, with how far it is',
    params: JobParams,
    response: Job,
    version: (job) => job.updated_at,
    problems: { 404: 'No such job' },
  }, ({ db, params }) => readJob({ db }, params));

  systemRoute(app, {
    id: 'cancelJob',
    method: 'post',
    path: '/{job_id}/cancel',
    summary: 'Stop a job, also one that runs; again changes nothing',
    params: JobParams,
    response: Job,
    problems: { 404: 'No such job', 409: 'It has ended already' },
  }, ({ db, params }) => cancelJob({ db, jobs: registeredJobs({ db, ...outside }) }, params));

  systemRoute(app, {
    id: 'replayJob',
    method: 'post',
    path: '/{job_id}/replay',
    summary: 'Try a dead or cancelled job again, with all its attempts',
    params: JobParams,
    response: Job,
    problems: { 404: 'No such job', 409: 'It is not dead, or another with its key is live' },
  }, ({ db, params }) => replayJob({ db }, params));
}
