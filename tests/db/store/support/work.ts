import type { SystemDatabase } from '../../../../src/db/client.ts';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { applyDelivery } from '../../../../src/store/deliveries/apply-delivery.ts';
import { answerDataRequest } from '../../../../src/store/privacy/answer-data-request.ts';
import { redactShop } from '../../../../src/store/privacy/redact-shop.ts';

/** Works on what deliveries left to the queue, until nothing is due. */
export const work = (db: SystemDatabase) =>
  runJobs({
    db,
    jobs: [
      registerJob(applyDelivery, {}),
      registerJob(answerDataRequest, {}),
      registerJob(redactShop, { db, atMost: 2 }),
    ],
  }, { budgetMs: 20_000 });
