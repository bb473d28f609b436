/** A worker to be killed: processes the one file there is, again and again until it is killed. */
import { createReadStream } from 'node:fs';
import process from 'node:process';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { processDocument } from '../../../../src/knowledge/processing/process-document.ts';
import { openSystemDoor } from '../../../../supabase/functions/_shared/system-db.ts';

const [url = '', file = ''] = process.argv.slice(2);
const door = openSystemDoor({ url });
const db = door.asSystem('test');
const files = {
  download: () =>
    Promise.resolve(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>),
};
const jobs = [registerJob(processDocument, { db, files })];
process.send?.('ready');
for (;;) {
  await runJobs({ db, jobs }, { budgetMs: 60_000, leaseMs: 300 });
  await sleep(20);
}
