import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../../local/stack/settings/state.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

let source: TestDatabase;
let folder: string;
let server: postgres.Sql;

beforeAll(async () => {
  source = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tatame-sleep-'));
  await writeFile(join(folder, 'sleep.sql'), `select 'of ${source.url}', pg_sleep(600)`);
  server = postgres(source.url.replace(/\/\w+$/, '/postgres'), { max: 1 });
});
afterAll(async () => {
  await server.end();
  await source.drop();
  await rm(folder, { recursive: true, force: true });
});

/** The command as it is in the middle of a statement, and the clone it is in, which another may be in. */
async function inTheMiddle(another = ''): Promise<{ child: ChildProcess; clone: string }> {
  const args = ['--from', source.url, '--sql', join(folder, 'sleep.sql'), '--skip-proof'];
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'local/commands/database/rehearse.ts', ...args],
    { cwd: PROJECT_ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  for (;;) {
    const [row] = await server<{ datname: string }[]>`
      select datname from pg_stat_activity
      where query like ${`select 'of ${source.url}%`} and state = 'active' and datname <> ${another}`;
    if (row) return { child, clone: row.datname };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`);
    await sleep(200);
  }
}

const isThere = async (database: string) =>
  (await server`select from pg_database where datname = ${database}`).length > 0;
const foldersOf = async ({ pid }: ChildProcess) =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`tatame-rehearsal-${pid}-`));

it('goes when the rehearsal is interrupted, and after a kill with the next one', {
  timeout: 300_000,
}, async () => {
  const killed = await inTheMiddle();
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(await isThere(killed.clone)).toBe(true);
  expect(await foldersOf(killed.child)).toHaveLength(1);

  const { child, clone } = await inTheMiddle(killed.clone);
  expect(await isThere(killed.clone)).toBe(false);
  expect(await foldersOf(killed.child)).toEqual([]);
  expect(await foldersOf(child)).toHaveLength(1);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([130, null]);
  expect(await isThere(clone)).toBe(false);
  expect(await foldersOf(child)).toEqual([]);
});
