import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { FAULTS } from '../../../testkit/doubles/expo/faults.ts';
import { type ExpoDouble, startExpo } from '../../../testkit/doubles/expo/server.ts';
import { type Doors, openDoors } from '../../../testkit/door/doors.ts';
import { changesWithin } from './year/calendar.ts';
import { faultsOf, type Row, type Seen } from './year/judge.ts';
import { live } from './year/life.ts';
import { newsOf } from './year/news.ts';
import { type MailProvider, startProvider } from './year/provider.ts';
import { seeded } from './year/random.ts';
import { notPlannedOnce, statesOf, unsuppressed } from './year/sums.ts';
import { startWorkers } from './year/workers.ts';
import { type Customer, makeWorld } from './year/world.ts';

/** In full size a year of 20,000; else nine days of 200, in which three zones change their clocks. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 1);
const FULL = ROUNDS > 1;
const CUSTOMERS = 200 * ROUNDS;
const SINCE = Date.parse(FULL ? '2025-01-01T00:00:00Z' : '2025-03-29T00:00:00Z');
const UNTIL = Date.parse(FULL ? '2026-01-01T00:00:00Z' : '2025-04-07T00:00:00Z');
const KILLS = Math.min(100, 4 * ROUNDS);
const HOUR_MS = 3_600_000;
/** A step, and one in the hours about a change of clocks. */
const STEP_MS = 4 * HOUR_MS;
const FINE_MS = HOUR_MS / 2;
const ABOUT_MS = (FULL ? 6 : 4) * HOUR_MS;
const CHANGES = changesWithin(SINCE, UNTIL);
/** After so many minutes a year is told short, with what is lived through by then. */
const LIMIT_MS = Number(process.env.PROOF_MINUTES ?? Infinity) * 60_000;
const SEED = 20_261_122;

let database: TestDatabase;
let admin: postgres.Sql;
let door: Doors;
let provider: MailProvider;
let expo: ExpoDouble;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let now = SINCE;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  door = openDoors(database);
  provider = await startProvider({ now: () => now, random: seeded(SEED) });
  expo = await startExpo();
  const drawn = seeded(SEED + 1);
  expo.fault = () => drawn() < 0.1 ? FAULTS[Math.floor(drawn() * FAULTS.length)] : undefined;
});
afterAll(async () => {
  await workers?.stop();
  await Promise.all([provider.stop(), expo.stop(), admin.end(), door.end()]);
  await database.drop();
});

const stepAfter = (at: number) =>
  CHANGES.some((change) => Math.abs(change - at) < ABOUT_MS) ? FINE_MS : STEP_MS;

it(`keeps every promise to ${CUSTOMERS} customers, killed ${KILLS} times`, async () => {
  const since = new Date(SINCE).toISOString();
  const world = await makeWorld(admin, { count: CUSTOMERS, since, random: seeded(SEED + 2) });
  // As autovacuum would, which takes its time: plans for empty tables are slow on full ones.
  await admin`analyze`;
  const living = seeded(SEED + 3);
  const customerOf = new Map<string, Customer>();
  for (const one of world.customers) {
    customerOf.set(one.email, one);
    customerOf.set(`ExponentPushToken[${one.user_id}]`, one);
  }
  const news = newsOf(door.asSystem('test'), seeded(SEED + 4));
  const ledger: Seen[] = [];
  const note = (message_id: string, to: string, at: number) =>
    ledger.push({ message_id, to, at, customer: { ...customerOf.get(to)! } });
  let pushes = 0;
  expo.onTaken = (token, { data }) => {
    pushes++;
    note(String(data!.message_id), token, now);
  };
  const readLedger = () => {
    for (const taken of provider.ledger.splice(0)) {
      note(taken.message_id, taken.to, taken.at);
      news.about(taken, customerOf.get(taken.to)!);
    }
  };

  const shops = world.shops.map(({ shop_id }) => shop_id);
  workers = await startWorkers([database.systemUrl, provider.url, expo.url], shops);
  let kills = 0;
  /** Of kills, which are spread over the time, each third is before a call is taken, after it, anywhere. */
  let killAt: 'before' | 'after' | 'anywhere' | undefined;
  provider.during = (when) => {
    if (when !== killAt) return;
    killAt = undefined;
    workers.kill(living() < 0.5 ? 0 : 1);
  };
  let steps = 0;
  let took = 0;
  const started = Date.now();
  while (now < UNTIL && Date.now() - started < LIMIT_MS) {
    const at = new Date(now).toISOString();
    const share = (now - SINCE) / (UNTIL - SINCE);
    if (kills < KILLS && share >= kills / KILLS) {
      killAt ??= (['before', 'after', 'anywhere'] as const)[kills % 3];
    }
    const length = stepAfter(now);
    await live(admin, {
      ...{ world, at, random: living },
      share: (FULL ? 1 : 12) * length / (365 * 24 * HOUR_MS),
    });
    await news.tell(now);
    const anywhere = killAt === 'anywhere'
      ? setTimeout(() => workers.kill(living() < 0.5 ? 0 : 1), living() * took)
      : undefined;
    const begun = Date.now();
    const killed = await workers.step(at, steps % 2 === 0 ? 0 : 1);
    took = Date.now() - begun;
    clearTimeout(anywhere);
    if (killed > 0 && killAt === 'anywhere') killAt = undefined;
    kills += killed;
    await provider.quiet();
    readLedger();
    steps++;
    now += length + Math.floor(living() * 30) * 1_000;
    if (FULL && steps % 100 === 0) console.log(`${at}: ${steps} steps, ${ledger.length} taken`);
  }
  // What was claimed at last is heard of, or given up.
  now += 600_000;
  await workers.step(new Date(now).toISOString(), 0);
  await sleep(50);
  readLedger();
  await news.tell(Infinity);

  const rows = await admin<Row[]>`
    select id, customer_id, automation_id, channel, status, reason from message_logs`;
  expect(faultsOf(world, ledger, rows)).toEqual([]);
  expect(await unsuppressed(admin, news.stopped)).toEqual([]);
  expect(await notPlannedOnce(admin)).toEqual([]);
  const { counts, due, planned } = await statesOf(admin, new Date(now));
  expect({ due, planned }).toEqual({ due: 0, planned: rows.length });
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(planned);
  if (now >= UNTIL) expect(planned).toBeGreaterThan(CUSTOMERS / 2);
  for (const state of ['sent', 'held_out', 'refused no_consent', 'refused minor']) {
    expect(counts.get(state) ?? 0, state).toBeGreaterThan(0);
  }
  if (now >= UNTIL) expect(kills).toBe(KILLS);
  if (FULL) {
    const calls = `${provider.calls} calls for mails (${JSON.stringify(provider.faults)}), ` +
      `${expo.calls.length} for pushes (${expo.calls.filter(({ fault }) => fault).length} failing)`;
    console.log([
      `${since} to ${new Date(now).toISOString()}, ${CHANGES.length} changes of clocks in the year`,
      `${CUSTOMERS} customers, ${steps} steps in ${
        Date.now() - started
      } ms, ${kills} kills, ${calls}`,
      `${ledger.length - pushes} mails and ${pushes} pushes taken; ${news.stopped.size} stopped`,
      ...[...counts].map(([state, count]) => `${state}: ${count}`),
      `planned: ${planned}`,
    ].join('\n'));
  }
}, 3 * HOUR_MS);
