import type { Subject } from '../../proof/cells.ts';
import { jobNames } from '../../world/knowledge.ts';
import { touched } from '../returning.ts';
import { systemOnly } from './system.ts';

/** The queue: the system's alone. */
const queue: Subject = {
  name: 'private.jobs',
  rows: jobNames,
  probes: {
    select: `select * from private.jobs`,
    insert: `insert into private.jobs (kind) values ('x')`,
    update: `update private.jobs set progress_done = 1 where id = :row ${touched}`,
    delete: `delete from private.jobs`,
    truncate: `truncate private.jobs`,
    'become': {
      sql: `update private.jobs set status = :it where id = :jobs.processed returning 'ok'`,
      each: { queued: `'queued'`, running: `'running'`, succeeded: `'succeeded'`, dead: `'dead'` },
    },
  },
  access: [
    systemOnly('×6'),
    `
| actor         | become                 |
| system        | 23514: all · succeeded |
| everyone else | 42501                  |`,
  ],
};

/** Definer functions call it too, with the rights of their owner. */
const enqueueJob: Subject = {
  name: 'private.enqueue_job(text,jsonb,text,uuid,timestamp with time zone,integer)',
  returns: 'record',
  probes: {
    'a new job': `select enqueued from private.enqueue_job('x')`,
    'a job that is there': `select enqueued from private.enqueue_job('process_document',
      job_key => 'again')`,
  },
  access: [`
| actor         | a new job | a job that is there |
| system        | true      | false               |
| everyone else | 42501     | 42501               |`],
};

export const jobs = [queue, enqueueJob];
