import type { SystemDatabase } from '../../../../src/db/client.ts';
import { runTaken } from '../../../../src/jobs/engine/run-taken.ts';
import type { RegisteredJob } from '../../../../src/jobs/register-job.ts';
import type { FileStore } from '../../../../src/files/file-store.ts';
import type { Embedder } from '../../../../src/knowledge/search/embedder.ts';
import { registeredJobs as aloneJobs } from '../../../../supabase/functions/extract/registered-jobs.ts';
import { registeredJobs } from '../../../../supabase/functions/jobs/registered-jobs.ts';
import { unreachable } from '../../notifications/support/unreachable.ts';
import { memoryStore } from '../../../../testkit/files/memory-store.ts';

/** The jobs as the functions register them; those that run alone run here, by the same two steps. */
export const everyJob = (
  ctx: { db: SystemDatabase; files: FileStore; embedder?: Embedder | undefined },
): RegisteredJob[] =>
  registeredJobs({
    ...ctx,
    sending: unreachable,
    patient: ctx.db,
    materials: memoryStore('materials'),
    extract: ({ id, locked_by }) =>
      runTaken({ db: ctx.db, jobs: aloneJobs(ctx) }, { id, locked_by }, { budgetMs: 60_000 }),
  });
