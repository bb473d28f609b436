/** A worker to be killed: sends what is due by Expo's SDK, again and again. */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { sendNotifications } from '../../../../src/notifications/deliveries/send-notifications.ts';
import { createExpo } from '../../../../supabase/functions/_shared/adapters/sending/create-expo.ts';
import { openSystemDoor } from '../../../../supabase/functions/_shared/system-db.ts';
import { HURRIED } from './hurried.ts';

const [url = '', expo = ''] = process.argv.slice(2);
const door = openSystemDoor({ url });
const db = door.asSystem('test');
const push = createExpo({ EXPO_API_URL: expo });
const jobs = [registerJob(sendNotifications, { db, push, times: HURRIED })];
process.send?.('ready');
for (;;) {
  await runJobs({ db, jobs }, { budgetMs: 30_000, leaseMs: 1_000 });
  await sleep(20);
}
