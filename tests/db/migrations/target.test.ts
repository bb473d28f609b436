import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../local/stack/settings/ports.ts';
import type { TestDatabase } from '../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const argv = (name: string) => ['--import', 'tsx', `local/commands/database/${name}.ts`];

/** In a folder where no stack runs; where one does, stack-lifecycle.test.ts tries the commands. */
describe('the database that a command works on', () => {
  let database: TestDatabase;
  let dataDir: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'tatame-target-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const options = (DATABASE_URL = '') => ({
    cwd: root,
    env: { ...process.env, TATAME_DATA_DIR: dataDir, DATABASE_URL },
  });
  const run = (name: string, url?: string) =>
    promisify(execFile)(process.execPath, argv(name), options(url));

  it.each(['migrate', 'studio', 'enable-vectors'])(
    'is none for %s until one is given',
    (name) =>
      expect(run(name)).rejects.toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^No stack runs from this folder: .* DATABASE_URL .*\n$/),
      }),
  );

  it('is the one given, whose host is said', async () => {
    const { host } = new URL(database.url);
    expect(await run('migrate', database.url)).toEqual({
      stdout: `Nothing to apply (${host}).\n`,
      stderr: `Working on ${host}, the database of DATABASE_URL.\n`,
    });
    await expect(run('migrate', 'nowhere')).rejects.toMatchObject({
      code: 1,
      stderr: 'DATABASE_URL is not a postgresql:// URL.\n',
    });
  });

  it('is what db:studio shows, and says first', async () => {
    const port = String(await freePort());
    const child = spawn(process.execPath, [...argv('studio'), '--port', port], {
      ...options(database.url),
      detached: true,
    });
    let said = '';
    const ended = new Promise((resolve) => child.on('close', resolve));
    await Promise.race([
      ended,
      new Promise<void>((resolve) => {
        const read = (chunk: Buffer) => (said += chunk).includes('up and running') && resolve();
        child.stdout.on('data', read);
        child.stderr.on('data', read);
      }),
    ]);
    // It and its children, which npx does not take along.
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    expect(said.indexOf(`Working on ${new URL(database.url).host}`)).toBe(0);
    expect(said).toContain('up and running');
  });
});
