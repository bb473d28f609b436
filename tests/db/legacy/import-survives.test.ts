import { existsSync } from 'node:fs';
import process from 'node:process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderReport } from '../../../local/legacy/render-report.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import * as changes from '../../../testkit/legacy/changes.ts';
import { FULL } from '../../../testkit/legacy/good/plan.ts';
import { createLegacyDatabase } from '../../../testkit/legacy/test-database.ts';
import { type Finished, importApart, importKilled } from './support/imports.ts';
import { differing, leftBy, movingIn, named, SEVERAL } from './support/moving-in.ts';
import { writtenBy } from './support/written-by.ts';

/** `npm run prove -- import` brings over 1,000,000 check-ins of 5,000 people. */
const KILLS = Number(process.env.PROOF_ROUNDS ?? 0);
const whole = KILLS > 0;
const HOUR = 3_600_000;
const MOST_TRIES = 3;

const scene = movingIn(whole ? FULL : SEVERAL);
let undisturbed: Finished;
let other: TestDatabase;
let admin: postgres.Sql;
beforeAll(async () => {
  other = await createTestDatabase();
  admin = postgres(other.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await other.drop();
});

const say = (words: string) => whole && console.log(words);
const seconds = ({ ms }: { ms: number }) => `${(ms / 1000).toFixed(1)} s`;
const ordered = () => ({ from: scene.legacy.url, url: other.url });

it('names each bad row and no other, and the sums agree', async () => {
  undisturbed = await importApart({ ...ordered(), url: scene.database.url });
  say(`undisturbed ${seconds(undisturbed)}\n${renderReport(undisturbed.report)}`);
  expect(named(undisturbed.report.refusals)).toEqual(named(scene.legacy.refused));
  expect(differing(undisturbed.report)).toEqual([]);
}, HOUR);

it(`ends the same though it is killed ${KILLS || 3} times`, async () => {
  const kills = KILLS || 3;
  let killed = 0;
  for (let tried = 0; killed < kills && tried < kills * MOST_TRIES; tried++) {
    const afterMs = Math.random() * undisturbed.ms / kills * 1.5;
    // One goes on where it was, the next compares the whole again.
    const resume = tried % 2 === 0;
    if (await importKilled({ ...ordered(), resume }, afterMs)) killed++;
    const [place] = await admin`
      select at_table, at_id from private.import_runs where ended_at is null`;
    say(`${killed} killed after ${seconds({ ms: afterMs })} at ${JSON.stringify(place)}`);
  }
  // A few may come too late where all takes seconds.
  expect(killed).toBeGreaterThanOrEqual(KILLS || 1);
  const last = await importApart({ ...ordered(), resume: true });
  say(`after ${killed} kills ${seconds(last)}`);
  expect(named(last.report.refusals)).toEqual(named(scene.legacy.refused));
  expect(differing(last.report)).toEqual([]);
  expect(await leftBy(admin, last.report)).toEqual(
    await leftBy(scene.admin, undisturbed.report),
  );
}, HOUR);

it('changes nothing when it is run again', async () => {
  let again: Finished | undefined;
  const { tables, bytes } = await writtenBy(
    admin,
    async () => again = await importApart(ordered()),
  );
  say(`again ${seconds(again!)}, ${bytes} bytes of log, of ${tables.join()}`);
  expect(again!.report.tables.every(({ written, changed }) => written + changed === 0)).toBe(true);
  expect(tables).toEqual(['private.import_runs']);
}, HOUR);

it.runIf(whole && existsSync('/proc/self/status'))(
  'needs no more memory for ten times the check-ins',
  async () => {
    const watched = async (from: string) => {
      const database = await createTestDatabase();
      const finished = await importApart({ from, url: database.url }, { watched: true });
      await database.drop();
      return finished;
    };
    const tenth = await createLegacyDatabase({ ...FULL, checkIns: FULL.checkIns / 10 });
    const few = await watched(tenth.url);
    await tenth.drop();
    const many = await watched(scene.legacy.url);
    const words = ({ held, peakKb }: Finished) =>
      `${Math.round(held / 1024)} kB held, ${peakKb} kB at most`;
    say(`${FULL.checkIns / 10}: ${words(few)}; ${FULL.checkIns}: ${words(many)}`);
    expect(many.held / few.held).toBeLessThanOrEqual(1.3);
    expect(many.peakKb / few.peakKb).toBeLessThanOrEqual(1.3);
  },
  HOUR,
);

it.runIf(whole)('brings what changed since in a moment', async () => {
  await changes.takeBack(scene.old);
  await changes.rename(scene.old, 'Inês');
  const entered = await changes.enterCheckIns(scene.old, 1000);
  const later = await importApart(ordered());
  say(`1002 changes ${seconds(later)}`);
  expect(differing(later.report)).toEqual([]);
  expect(
    await admin`select count(*)::int as rows from check_ins where legacy_id = any (${entered})`,
  ).toEqual([{ rows: entered.length }]);
}, HOUR);
