/** A worker to be killed: runs `mark` jobs until the queue is empty, again and again. */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { openSystemDoor } from '../../../../supabase/functions/_shared/system-db.ts';
import { mark } from '../../knowledge/support/mark.ts';

const [url = '', leaseMs] = process.argv.slice(2);
const door = openSystemDoor({ url });
const db = door.asSystem('test');
const jobs = [registerJob(mark, {})];
process.send?.('ready');
for (;;) {
  await runJobs({ db, jobs }, { budgetMs: 60_000, concurrency: 10, leaseMs: Number(leaseMs) });
  await sleep(20);
}
