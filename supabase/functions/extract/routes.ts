import { runTaken } from '../../../src/jobs/engine/run-taken.ts';
import { JobParams, Settled, TakenJob } from '../../../src/jobs/operations/contract.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import type { FileStore } from '../../../src/knowledge/files/file-store.ts';
import { processDocument } from '../../../src/knowledge/processing/process-document.ts';
import { enqueueEmbedding } from '../../../src/knowledge/search/embed-document.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { logFailure } from '../_shared/runtime/log-failure.ts';
import { systemStack } from '../_shared/stacks/system.ts';

/** Less than the worker waits that has taken the job. */
const BUDGET_MS = 25_000;

/** Well within the two seconds of the processor that an invocation has. */
const SLICE_MS = 600;

interface Outside {
  files: FileStore;
  /** A model is there, so a document that is ready gets vectors. */
  embeds: boolean;
}

export function extractRoutes(app: App, { files, embeds }: Outside): void {
  const onReady = embeds ? enqueueEmbedding : undefined;
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
    const jobs = [registerJob(processDocument, { db, files, onReady, sliceMs: SLICE_MS })];
    const held = { id: job_id, locked_by };
    const options = { budgetMs: BUDGET_MS, onFailure: logFailure };
    return { settlement: await runTaken({ db, jobs }, held, options) };
  });
}
