import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import postgres from 'postgres';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../src/jobs/register-job.ts';
import { followDeliveries } from '../../../src/notifications/deliveries/follow-deliveries.ts';
import { createExpo } from '../../../supabase/functions/_shared/adapters/sending/create-expo.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { type ExpoDouble, startExpo } from '../../../testkit/doubles/expo/server.ts';
import { FAULTS } from '../../../testkit/doubles/expo/faults.ts';
import { HURRIED } from './support/hurried.ts';
import { deviceOf, sendingTo } from './support/sending.ts';

/** A hundred members a round, ten messages to each; in full size a tenth of the calls fails. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 1);
const MEMBERS = 100 * ROUNDS;
const NOTIFICATIONS = 10;
const ALL = MEMBERS * NOTIFICATIONS;
const KILLS = Math.min(10, ROUNDS);
const EVERY_NTH_CALL_FAILS = ROUNDS > 1 ? 10 : 3;
/** In full size, counting is not to be what the machine is busy with. */
const LOOK_EVERY_MS = ROUNDS > 1 ? 500 : 25;
const PATIENCE_MS = 3_600_000;

const workerFile = fileURLToPath(new URL('./support/sending-worker.ts', import.meta.url));
let database: TestDatabase;
let admin: postgres.Sql;
let expo: ExpoDouble;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  expo = await startExpo();
  expo.fault = (call) => {
    const failing = call % EVERY_NTH_CALL_FAILS === EVERY_NTH_CALL_FAILS - 1;
    return failing ? FAULTS[Math.floor(call / EVERY_NTH_CALL_FAILS) % FAULTS.length] : undefined;
  };
});
afterAll(async () => {
  worker?.kill('SIGKILL');
  await Promise.all([expo.stop(), admin.end()]);
  await database.drop();
});

async function startWorker(): Promise<void> {
  worker = fork(workerFile, [database.systemUrl, expo.url], { execArgv: ['--import', 'tsx'] });
  await new Promise((ready) => worker!.once('message', ready));
}

async function killWorker(): Promise<void> {
  const gone = new Promise((exited) => worker!.once('exit', exited));
  worker!.kill('SIGKILL');
  await gone;
}

const settled = async () => {
  const [row] = await admin<{ count: number }[]>`
    select count(*)::integer as count from private.notification_deliveries
    where state not in ('pending', 'sending')`;
  return row!.count;
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: PATIENCE_MS, interval: LOOK_EVERY_MS }).toBe(true);
}

it(`sends each of ${ALL} messages once or says why not, killed ${KILLS} times`, async () => {
  const at = sendingTo(() => admin);
  const people = await at.members(MEMBERS);
  // Some devices are gone, and some are found out only by the receipt.
  for (let n = 1; n <= MEMBERS; n += 50) expo.inTicket.set(deviceOf(n), 'DeviceNotRegistered');
  for (let n = 2; n <= MEMBERS; n += 50) expo.inReceipt.set(deviceOf(n), 'DeviceNotRegistered');
  const gyms = [await at.gym(), await at.gym()];
  for (let n = 0; n < NOTIFICATIONS; n++) await at.notify(gyms[n % 2]!, people);

  const started = Date.now();
  let cutOff = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    await startWorker();
    await until(async () => await settled() >= kill * ALL / (KILLS + 1));
    await killWorker();
    cutOff += (await at.states()).sending ?? 0;
    expect(await settled()).toBeLessThan(ALL);
  }
  await startWorker();
  await until(async () => await settled() === ALL);
  const seconds = (Date.now() - started) / 1000;
  await until(async () => (await at.jobs()).every(({ status }) => status === 'succeeded'));

  // By the double's own ledger: what every device was shown, of which notification.
  const shown = new Map<string, number>();
  for (const [token, messages] of expo.taken) {
    for (const { data } of messages) {
      const key = `${data!.notification_id} ${token}`;
      shown.set(key, (shown.get(key) ?? 0) + 1);
    }
  }
  expect([...shown.values()].filter((times) => times > 1)).toEqual([]);
  const rows = await admin<{ key: string; state: string; reason: string | null }[]>`
    select notification_id || ' ' || target as key, state, reason
    from private.notification_deliveries`;
  expect(rows).toHaveLength(ALL);
  const of = (state: string, reason: string | null = null) =>
    rows.filter((row) => row.state === state && row.reason === reason);
  const sent = of('sent');
  const unknown = of('failed', 'outcome_unknown');
  const gone = of('failed', 'device_not_registered');
  const dropped = of('dropped', 'no_device');
  expect(sent.length + unknown.length + gone.length + dropped.length).toBe(ALL);
  expect(sent.filter(({ key }) => !shown.has(key))).toEqual([]);
  expect([...gone, ...dropped].filter(({ key }) => shown.has(key))).toEqual([]);
  // Unknown are only those of calls that failed so, and of the calls that were cut off.
  const lost = expo.calls.filter(({ fault }) =>
    fault && !['too_many_requests', 'refused', 'slow'].includes(fault)
  ).length;
  expect(unknown.length).toBeLessThanOrEqual(100 * lost + cutOff);
  expect(unknown.length).toBeGreaterThan(0);

  await killWorker();
  expo.fault = () =>
    undefined;
  await admin`select private.enqueue_job('follow_deliveries')`;
  const door = openDoors(database);
  const db = door.asSystem('test');
  const push = createExpo({ EXPO_API_URL: expo.url });
  const follow = registerJob(followDeliveries, { db, push, times: HURRIED });
  await runJobs({ db, jobs: [{ ...follow, everySeconds: undefined }] }, { budgetMs: 120_000 });
  await door.end();
  const states = await at.states();
  expect(states).toMatchObject({ 'failed outcome_unknown': unknown.length });
  expect(
    states.delivered! + states['failed device_not_registered']! + unknown.length +
      dropped.length,
  ).toBe(ALL);
  if (ROUNDS > 1) {
    const failed = expo.calls.filter(({ fault }) => fault).length;
    const known = unknown.filter(({ key }) => !shown.has(key)).length;
    console.log(
      { ALL, seconds, calls: expo.calls.length, failed, kills: KILLS, cutOff, ...states },
      `of the unknown ${unknown.length - known} were shown and ${known} were not`,
    );
  }
}, PATIENCE_MS);
