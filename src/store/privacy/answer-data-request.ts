import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { defineJob } from '../../jobs/define-job.ts';

/** The job `answer_data_request` gathers what is held of a customer, for the shop's managers to hand over. */
export const answerDataRequest = defineJob({
  kind: 'answer_data_request',
  payload: z.object({ request_id: z.guid() }),
  run: (_ctx: object, { payload: { request_id } }) =>
    Promise.resolve(async (tx: SystemDatabase) => {
      await tx.execute(sql`select private.answer_data_request(${request_id})`);
    }),
});
