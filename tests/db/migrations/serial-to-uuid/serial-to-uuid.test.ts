import { once } from 'node:events';
import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { type Ran, runStep } from '../../../../local/database/online/run-step.ts';
import { stepTable } from '../../../../local/database/online/step-table.ts';
import { differences } from './compare.ts';
import { seed, stepOf, STEPS } from './seed.ts';
import { NEW, startWriter, type Writer } from './writer.ts';

const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 1);
const VISITS = 20_000 * ROUNDS;
const WRITERS = 4;
/** What each writer does between two steps, at least. */
const WRITES = 50;

/** What each statement takes; all that is stronger than SHARE UPDATE EXCLUSIVE stops writers. */
const AE = 'ACCESS EXCLUSIVE';
const SRE = 'SHARE ROW EXCLUSIVE';
const SUE = 'SHARE UPDATE EXCLUSIVE';
const RX = 'ROW EXCLUSIVE';
/** Built or dropped CONCURRENTLY: seen from outside, and too short to be seen for sure. */
const CONCURRENT = null;
const EXPECTED: Record<(typeof STEPS)[number], (Record<string, string> | null)[]> = {
  '1-add': [{ visits: AE }, { payments: AE }, {}, { visits: SRE }, {}, { payments: SRE }],
  '2-backfill': [
    ...[CONCURRENT, { visits: RX }, CONCURRENT],
    { payments: RX, visits: 'ACCESS SHARE' },
  ],
  '3-switch': [
    ...[{ visits: AE }, { visits: SUE }, { visits: AE }, { visits: AE }],
    ...[{ payments: AE }, { payments: SUE }, { payments: AE }, { payments: AE }],
    ...[CONCURRENT, CONCURRENT, CONCURRENT, CONCURRENT, CONCURRENT],
    ...[{ payments: SRE, visits: SRE }, { payments: SUE, visits: 'ROW SHARE' }],
    ...[{ payments: AE, visits: AE }, { visits: AE }, { visits: AE }],
  ],
  '4-drop': [
    ...[{ payments: SUE }, { visits: SUE }, { payments: AE }, { payments: AE }, { visits: AE }],
    ...[{ payments: AE }, { visits: AE }, {}, {}],
  ],
};

let database: TestDatabase;
let sql: postgres.Sql;
let writers: Writer[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await seed(sql, VISITS);
}, 300_000);
afterAll(async () => {
  await Promise.all(writers.map((writer) => writer.stop()));
  await sql.end();
  await database.drop();
});

/** Somebody has written a row and does not commit: who wants the table alone would wait for them. */
async function startLingering() {
  const told = new AbortController();
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((begin, fail) => {
    ended = sql.begin(async (tx) => {
      await tx`update visits set note = (note::int + 1)::text where code = 'slow'`;
      begin();
      await once(told.signal, 'abort');
    }).catch(fail);
  });
  return { end: () => told.abort(), ended };
}

const tableFiles = () =>
  sql`select pg_relation_filenode('visits') as visits, pg_relation_filenode('payments') as payments`;

it('becomes a uuid while others write: none fails, none is lost', async () => {
  writers = Array.from(
    { length: WRITERS },
    (_, index) => startWriter(database.url, { index, of: WRITERS, visits: VISITS }),
  );
  const pace = () => Promise.all(writers.map((writer) => writer.atLeast(WRITES)));
  const ran: Record<string, Ran[]> = {};
  const files = await tableFiles();
  for (const step of STEPS) {
    if (step === '4-drop') {
      // New code comes while old code still runs; then all is new.
      writers.slice(0, WRITERS / 2).forEach((writer) => (writer.way = NEW));
      await pace();
      writers.forEach((writer) => (writer.way = NEW));
    }
    await pace();
    const statements = await stepOf(step);
    const linger = step === '2-backfill' ? undefined : await startLingering();
    ran[step] = await runStep(database.url, statements, { onRetry: linger?.end });
    await linger?.ended;
  }
  await pace();
  await Promise.all(writers.map((writer) => writer.stop()));
  if (ROUNDS > 1) print(ran);

  expect(writers.flatMap(({ failures }) => failures)).toEqual([]);
  expect(await differences(sql, VISITS, writers.map(({ written }) => written))).toEqual({
    ...{ visits: [], payments: [], hot: 0 },
  });
  // No statement wrote a table anew.
  expect(await tableFiles()).toEqual(files);
  for (const step of STEPS) {
    const locks = ran[step]!.map(({ locks }, index) => EXPECTED[step][index] && locks);
    expect(locks, step).toEqual(EXPECTED[step]);
    const concurrent = ran[step]!.filter((_, index) => EXPECTED[step][index] === CONCURRENT);
    for (const { title, locks } of concurrent) {
      expect(
        Object.values(locks ?? {}).filter((mode) => mode !== SUE && mode !== 'ACCESS SHARE'),
        title,
      )
        .toEqual([]);
    }
    // Somebody lingered where a table is wanted alone: it made room, and came back.
    const retries = ran[step]!.reduce((sum, each) => sum + each.retries, 0);
    if (step !== '2-backfill') expect(retries, step).toBeGreaterThan(0);
  }
}, ROUNDS > 1 ? 1_800_000 : 120_000);

/** What each statement locked, for how long at most, and what the writers noticed. */
function print(ran: Record<string, Ran[]>): void {
  for (const [step, statements] of Object.entries(ran)) {
    console.log(`${step}\n${stepTable(statements)}`);
  }
  console.table(writers.map(({ writes, failures, longest_ms }) => ({
    ...{ writes, failures: failures.length, longest_ms: Math.round(longest_ms) },
  })));
}
