import { existsSync } from 'node:fs';
import process from 'node:process';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { FULL } from '../../../testkit/legacy/good/plan.ts';
import { createLegacyDatabase } from '../../../testkit/legacy/test-database.ts';
import { importApart, importKilled } from './support/imports.ts';
import { differing, leftBy, movingIn, named, SEVERAL } from './support/moving-in.ts';

/** `npm run prove -- import` brings over 1,000,000 check-ins of 5,000 people. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 0);
const whole = ROUNDS > 0;
const KILLS = whole ? ROUNDS : 3;
const HOUR = 3_600_000;

const scene = movingIn(whole ? FULL : SEVERAL);

it(`ends the same though it is killed ${KILLS} times`, async () => {
  const order = { from: scene.legacy.url, url: scene.database.url };
  const undisturbed = await importApart({ ...order, resume: false });
  expect(named(undisturbed.report.refusals)).toEqual(named(scene.legacy.refused));
  expect(differing(undisturbed.report)).toEqual([]);

  const other = await createTestDatabase();
  const admin = postgres(other.adminUrl, { max: 1, onnotice: () => {} });
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const afterMs = Math.random() * undisturbed.ms / KILLS * 1.5;
    // One goes on where it was, the next compares the whole again.
    const resume = kill % 2 === 0;
    if (await importKilled({ ...order, url: other.url, resume }, afterMs)) killed++;
  }
  expect(killed).toBeGreaterThan(0);
  const last = await importApart({ ...order, url: other.url, resume: true });
  expect(named(last.report.refusals)).toEqual(named(scene.legacy.refused));
  expect(differing(last.report)).toEqual([]);
  expect(await leftBy(admin, last.report)).toEqual(
    await leftBy(scene.admin, undisturbed.report),
  );
  if (whole) console.log(`${killed} kills; undisturbed ${Math.round(undisturbed.ms / 1000)} s`);

  const bytes = async () =>
    (await admin<[{ bytes: string }]>`select wal_bytes::text as bytes from pg_stat_wal`)[0].bytes;
  const before = await bytes();
  const again = await importApart({ ...order, url: other.url, resume: false });
  expect(again.report.tables.every(({ written, changed }) => written + changed === 0)).toBe(true);
  if (whole) {
    console.log(
      `again ${Math.round(again.ms / 1000)} s; WAL of the whole server ` +
        `${Number(await bytes()) - Number(before)} bytes`,
    );
  }
  await admin.end();
  await other.drop();
}, HOUR);

if (whole) {
  it.skipIf(!existsSync('/proc/self/status'))(
    'needs no more memory for ten times the check-ins',
    async () => {
      const peak = async (from: string) => {
        const database = await createTestDatabase();
        const { peakKb } = await importApart({ from, url: database.url, resume: false });
        await database.drop();
        return peakKb;
      };
      const tenth = await createLegacyDatabase({ ...FULL, checkIns: FULL.checkIns / 10 });
      const few = await peak(tenth.url);
      const many = await peak(scene.legacy.url);
      await tenth.drop();
      console.log(`${few} kB for ${FULL.checkIns / 10} check-ins, ${many} kB for ${FULL.checkIns}`);
      expect(many / few).toBeLessThanOrEqual(1.3);
    },
    HOUR,
  );
}
