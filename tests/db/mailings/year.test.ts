import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { type ExpoDouble, startExpo } from '../../../testkit/doubles/expo/server.ts';
import { FAULTS } from '../../../testkit/doubles/expo/faults.ts';
import { faultsOf, type Row, type Seen } from './year/judge.ts';
import { liveAnHour } from './year/life.ts';
import { type MailProvider, startProvider } from './year/provider.ts';
import { seeded } from './year/random.ts';
import { type Customer, makeWorld } from './year/world.ts';

/** In full size a year of 20,000; else nine days of 200, in which three zones change their clocks. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 1);
const FULL = ROUNDS > 1;
const CUSTOMERS = 200 * ROUNDS;
const SINCE = FULL ? '2026-01-01T00:00:00.000Z' : '2026-03-28T00:00:00.000Z';
const UNTIL = FULL ? '2027-01-01T00:00:00.000Z' : '2026-04-06T00:00:00.000Z';
const KILLS = Math.min(100, 4 * ROUNDS);
const STEP_MS = (FULL ? 1 : 3) * 3_600_000;
const FINE_MS = (FULL ? 10 : 45) * 60_000;
/** When clocks change in 2026, in the four zones that do; half a day about it every step is a fine one. */
const CHANGES = [
  ...['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  ...['2026-04-05T03:00Z', '2026-09-06T04:00Z', '2026-04-04T15:00Z', '2026-10-03T15:30Z'],
].map((text) => Date.parse(text));
const SEED = 20_261_122;

let database: TestDatabase;
let admin: postgres.Sql;
let provider: MailProvider;
let expo: ExpoDouble;
let now = Date.parse(SINCE);
const random = seeded(SEED);
const workers: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  provider = await startProvider({ now: () => now, random });
  expo = await startExpo();
  const drawn = seeded(SEED + 1);
  expo.fault = () => drawn() < 0.1 ? FAULTS[Math.floor(drawn() * FAULTS.length)] : undefined;
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all([provider.stop(), expo.stop(), admin.end()]);
  await database.drop();
});

async function startWorker(shops: string[]): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('./year/worker.ts', import.meta.url));
  const args = [database.systemUrl, provider.url, expo.url, ...shops];
  const worker = fork(file, args, { execArgv: ['--import', 'tsx'] });
  workers.push(worker);
  await new Promise((ready) => worker.once('message', ready));
  return worker;
}

/** Has a worker do what is due; false where it was killed meanwhile. */
const step = (worker: ChildProcess, at: string): Promise<boolean> =>
  new Promise((settled, failed) => {
    const done = (alive: boolean) => {
      worker.off('message', told).off('exit', gone);
      settled(alive);
    };
    const told = () => done(true);
    const gone = (code: number | null) =>
      code === null ? done(false) : failed(new Error(`A worker failed at ${at}`));
    worker.once('message', told).once('exit', gone);
    worker.send(at);
  });

const stepAfter = (at: number) =>
  CHANGES.some((change) => Math.abs(change - at) < 43_200_000) ? FINE_MS : STEP_MS;

it(
  `keeps every promise to ${CUSTOMERS} customers from ${SINCE} to ${UNTIL}, killed ${KILLS} times`,
  async () => {
    const world = await makeWorld(admin, {
      count: CUSTOMERS,
      since: SINCE,
      random: seeded(SEED + 2),
    });
    const living = seeded(SEED + 3);
    const customerOf = new Map<string, Customer>();
    for (const one of world.customers) {
      customerOf.set(one.email, one);
      customerOf.set(`ExponentPushToken[${one.user_id}]`, one);
    }
    const ledger: Seen[] = [];
    const note = (message_id: string, to: string, at: number) =>
      ledger.push({ message_id, to, at, customer: { ...customerOf.get(to)! } });
    let pushes = 0;
    expo.onTaken = (token, { data }) => {
      pushes++;
      note(String(data!.message_id), token, now);
    };

    const shops = world.shops.map(({ shop_id }) => shop_id);
    let [first, second] = await Promise.all([startWorker(shops), startWorker(shops.toReversed())]);
    let kills = 0;
    /** Kills are spread over the time, each in the middle of a call. */
    let killAt = Infinity;
    provider.during = (when) => {
      if (now < killAt || living() < 0.5 === (when === 'before')) return;
      killAt = Infinity;
      first.kill('SIGKILL');
    };
    const span = Date.parse(UNTIL) - Date.parse(SINCE);
    let steps = 0;
    while (now < Date.parse(UNTIL)) {
      const at = new Date(now).toISOString();
      if (kills < KILLS && killAt === Infinity && now - Date.parse(SINCE) >= span * kills / KILLS) {
        killAt = now;
      }
      const length = stepAfter(now);
      await liveAnHour(admin, {
        world,
        at,
        random: living,
        share: (FULL ? 1 : 12) * length / 31_536e6,
      });
      const [alive] = await Promise.all([step(first, at), step(second, at)]);
      await provider.quiet();
      if (!alive) {
        kills++;
        await sleep(50);
        first = await startWorker(shops);
        await step(first, at);
      }
      for (const { message_id, to, at } of provider.ledger.splice(0)) note(message_id, to, at);
      steps++;
      now += length + Math.floor(living() * 30) * 1_000;
    }
    // What was claimed at last is heard of, or given up.
    now += 600_000;
    await step(first, new Date(now).toISOString());
    for (const { message_id, to, at } of provider.ledger.splice(0)) note(message_id, to, at);

    const rows = await admin<Row[]>`
    select id, customer_id, automation_id, channel, status, reason from message_logs`;
    expect(faultsOf(world, ledger, rows)).toEqual([]);
    // Every message is in one state, and their sum is what was planned: one for each entry and node.
    const counts = new Map<string, number>();
    for (const { status, reason } of rows) {
      const state = [status, reason].filter(Boolean).join(' ');
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    const [planned] = await admin`select count(distinct (shop_id, dedupe_key))::integer as count,
    count(*) filter (where status = 'scheduled' and scheduled_for <= ${new Date(
      now,
    )})::integer as due
    from message_logs`;
    expect(planned).toEqual({ count: rows.length, due: 0 });
    expect(rows.length).toBeGreaterThan(CUSTOMERS / 2);
    for (const state of ['sent', 'held_out', 'refused no_consent', 'refused minor']) {
      expect(counts.get(state) ?? 0, state).toBeGreaterThan(0);
    }
    expect(kills).toBe(KILLS);
    if (FULL) {
      const states = [...counts].toSorted(([a], [b]) => a < b ? -1 : 1);
      console.log(
        `${steps} steps, ${kills} kills, ${provider.calls} calls for mails ` +
          `(${JSON.stringify(provider.faults)}), ${expo.calls.length} for pushes ` +
          `(${expo.calls.filter(({ fault }) => fault).length} failing), ` +
          `${ledger.length - pushes} mails and ${pushes} pushes taken\n` +
          [...states, ['planned', rows.length] as const].map(([state, count]) =>
            `${state}: ${count}`
          )
            .join('\n'),
      );
    }
  },
  3 * 3_600_000,
);
