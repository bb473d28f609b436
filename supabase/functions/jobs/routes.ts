import { pageOf } from '../../../src/contract/page.ts';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { cancelJob } from '../../../src/jobs/operations/cancel-job.ts';
import {
  Job,
  JobParams,
  JobsQuery,
  Replayed,
  ReplayInput,
  RunSummary,
} from '../../../src/jobs/operations/contract.ts';
import { listJobs } from '../../../src/jobs/operations/list-jobs.ts';
import { readJob } from '../../../src/jobs/operations/read-job.ts';
import { replayDeadJobs } from '../../../src/jobs/operations/replay-dead-jobs.ts';
import { replayJob } from '../../../src/jobs/operations/replay-job.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { logFailure } from '../_shared/runtime/log-failure.ts';
import { inJobTrace } from '../_shared/traces/job-trace.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { type Outside, registeredJobs } from './registered-jobs.ts';

/** Well within what the platform gives a request (150 s), and what the tick waits for (60 s). */
const BUDGET_MS = 50_000;

export function jobRoutes(app: App, outside: Outside): void {
  route(app, systemStack, {
    id: 'runJobs',
    method: 'post',
    path: '/run',
    summary: 'Work on what is due, for less than a minute',
    response: RunSummary,
  }, ({ db }) =>
    runJobs({ db, jobs: registeredJobs({ db, ...outside }) }, {
      budgetMs: BUDGET_MS,
      onFailure: logFailure,
      observe: inJobTrace,
    }));

  route(app, systemStack, {
    id: 'listJobs',
    method: 'get',
    path: '/',
    summary: 'Jobs, newest first',
    query: JobsQuery,
    response: pageOf(Job),
  }, listJobs);

  route(app, systemStack, {
    id: 'replayDeadJobs',
    method: 'post',
    path: '/replay',
    summary: 'Try all dead jobs of a kind again',
    body: ReplayInput,
    response: Replayed,
  }, replayDeadJobs);

  route(app, systemStack, {
    id: 'readJob',
    method: 'get',
    path: '/{job_id}',
    summary: 'One job, with how far it is',
    params: JobParams,
    response: Job,
    versioned: true,
    problems: ['job_not_found'],
  }, readJob);

  route(app, systemStack, {
    id: 'cancelJob',
    method: 'post',
    path: '/{job_id}/cancel',
    summary: 'Stop a job, also one that runs; again changes nothing',
    params: JobParams,
    response: Job,
    problems: ['job_not_found', 'job_succeeded', 'job_dead'],
  }, ({ db }, input) => cancelJob({ db, jobs: registeredJobs({ db, ...outside }) }, input));

  route(app, systemStack, {
    id: 'replayJob',
    method: 'post',
    path: '/{job_id}/replay',
    summary: 'Try a dead or cancelled job again, with all its attempts',
    params: JobParams,
    response: Job,
    problems: [
      'job_not_found',
      'job_queued',
      'job_running',
      'job_succeeded',
      'job_dead',
      'job_cancelled',
      'job_duplicate',
    ],
  }, replayJob);
}
