import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linesOfPeople, writeLines } from '../../../../testkit/doubles/shopify/people/lines.ts';
import { lineFile } from '../../../../local/store/line-file.ts';
import { importFile } from '../../../../src/store/imports/import-file.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { openDoors } from '../../../../testkit/door/doors.ts';
import { scenes } from '../support/shops.ts';
import { everythingOf, importApart, importUntil } from './support/imports.ts';

/** In `npm run prove` each round is ten thousand lines. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 0);
const LINES = ROUNDS > 0 ? ROUNDS * 10_000 : 2_000;
const KILLS = ROUNDS > 0 ? 10 : 2;
const AT_ONCE = ROUNDS > 0 ? 2_000 : 100;

let database: TestDatabase;
let admin: postgres.Sql;
let folder: string;
const { shop } = scenes(() => admin);
beforeAll(async () => {
  database = await createTestDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  folder = await mkdtemp(join(tmpdir(), 'tatame-lines-'));
});
afterAll(async () => {
  await Promise.all([admin.end(), rm(folder, { recursive: true })]);
  await database.drop();
});

/** A file of so many lines, customers and orders mixed, some of which cannot be read. */
async function fileOf(lines: number): Promise<string> {
  const path = join(folder, `${lines}.jsonl`);
  const customers = Math.floor(lines * 0.3);
  await writeLines(path, linesOfPeople({ customers, orders: lines - customers, mixed: true }));
  await appendFile(path, '{"id":"gid://shopify/Customer/0"}\nno JSON\n\n');
  return path;
}

const backfillsOf = (shop_id: string) =>
  admin`select state, bytes_done, lines_done, customers, orders, ignored, rejected,
    (select count(*)::int from backfill_rejects r where r.backfill_id = b.id) as listed
    from backfills b where shop_id = ${shop_id}`;

it(`is one run though it is killed ${KILLS} times`, async () => {
  const path = await fileOf(LINES);
  const [whole, killed] = [await shop(), await shop()];
  const order = { url: database.systemUrl, path, linesAtOnce: AT_ONCE };
  const door = openDoors(database, { statementTimeoutMs: 60_000 });
  const importHere = async (shop_id: string) =>
    await importFile(
      { db: door.asSystem('test'), linesAtOnce: AT_ONCE },
      { shop_id, file: await lineFile(path) },
    );
  await importHere(whole);
  const { bytes } = await lineFile(path);
  for (let kill = 1; kill <= KILLS; kill++) {
    const past = bytes * kill / (KILLS + 2);
    const reached = await importUntil({ ...order, shop_id: killed }, past, Math.random() * 20);
    expect(reached).toBeLessThan(bytes);
  }
  await importHere(killed);

  const expected = await backfillsOf(whole);
  expect(expected).toMatchObject([{ state: 'succeeded', ignored: 1, rejected: 2, listed: 2 }]);
  expect(await backfillsOf(killed)).toEqual(expected);
  const all = await everythingOf(admin, whole);
  expect(await everythingOf(admin, killed)).toEqual(all);

  // The same file again is the same state, and changes nothing.
  expect(await importHere(killed)).toMatchObject({
    state: 'succeeded',
    changed: 0,
    lines_done: LINES + 3,
  });
  expect(await everythingOf(admin, killed)).toEqual(all);
  await door.end();
}, ROUNDS > 0 ? 3_600_000 : undefined);

if (ROUNDS > 0) {
  it.skipIf(!existsSync('/proc/self/status'))(
    'needs no more memory for ten times the lines',
    async () => {
      const peak = async (lines: number) =>
        await importApart({
          url: database.systemUrl,
          shop_id: await shop(),
          path: await fileOf(lines),
          linesAtOnce: AT_ONCE,
        });
      const few = await peak(LINES / 10);
      const many = await peak(LINES);
      console.log(`${few} kB for ${LINES / 10} lines, ${many} kB for ${LINES}`);
      expect(many / few).toBeLessThanOrEqual(1.3);
    },
    3_600_000,
  );
}
