import type { Subject } from '../../proof/cells.ts';
import { jobNames } from '../../world/knowledge.ts';
import { systemOnly } from './system.ts';
import { touched } from '../returning.ts';

const end = (job: string, status: string, document: string) => [
  `update private.jobs set status = '${status}' where id = :jobs.${job}`,
  `select concat_ws(':', processing_status, error) from public.documents
    where id = :documents.${document}`,
];

/** The queue: the system's alone. A document is told when its job ends without success. */
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
    'die': end('processing', 'dead', 'manager'),
    'be cancelled': end('processing', 'cancelled', 'manager'),
    'succeed': end('processing', 'succeeded', 'manager'),
    'die for nothing': end('reprocessing', 'dead', 'northGuide'),
    'die, other document': end('reprocessing', 'dead', 'manager'),
  },
  access: [
    systemOnly('×6'),
    `
| actor         | become            | die               | be cancelled | succeed    | die for nothing | die, other document |
| system        | 23514: all · succeeded | failed:processing_failed | failed:cancelled | processing | ready           | processing          |
| everyone else | 42501             | 42501             | 42501        | 42501      | 42501           | 42501               |`,
  ],
};

export const jobs = [queue];
