import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../local/stack/settings/ports.ts';
import { commandLine } from '../../local/stack/processes/processes.ts';
import type { Status } from '../../local/stack/settings/state.ts';
import { type Dev, devEnv, ended, isUp, postmasterOf, startDev } from './support/dev.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const squatter = createServer();
const started: Dev[] = [];
let dataDir: string;
let taken: number;

const environment = () =>
  devEnv(dataDir, {
    TATAME_API_PORT: String(taken),
    TATAME_DB_PORT: String(taken),
    TATAME_STUDIO_PORT: String(taken),
    TATAME_CONSOLE_PORT: String(taken),
  });

/** Starts `npm run dev`'s command and resolves to what it printed when it is up, or has ended. */
async function dev(): Promise<{ child: ChildProcess; output: string }> {
  const one = startDev(environment());
  started.push(one);
  await isUp(one);
  return { child: one.child, output: one.output() };
}

function command(
  file: string,
  args: string[],
  more: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...environment(), ...more };
    execFile(file, args, { cwd: root, env, maxBuffer: 8 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const database = (name: string, more?: Record<string, string>) =>
  command(process.execPath, ['--import', 'tsx', `local/commands/database/${name}.ts`], more);
const status = () => command(process.execPath, ['--import', 'tsx', 'local/commands/status.ts']);
const statusJson = async () => JSON.parse((await status()).out) as Status;
const postmaster = () => postmasterOf(dataDir);

async function query<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres((await statusJson()).db_url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tatame-lifecycle-'));
  taken = await listen(squatter, 0);
});

afterAll(async () => {
  for (const { child } of started) {
    child.kill('SIGTERM');
    await ended({ child });
  }
  squatter.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('npm run dev', () => {
  let child: ChildProcess;
  let printed: string;

  it('has nothing to report before it runs', async () => {
    const { code, out, err } = await status();
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('falls back to free ports and says where everything is', async () => {
    ({ child, output: printed } = await dev());
    const told = await statusJson();
    const urls = [told.api_url, told.db_url, told.studio_url, told.console_url];
    expect(new Set([...urls.map((url) => new URL(url).port), String(taken)]).size).toBe(5);
    for (const part of [...urls, told.publishable_key, told.secret_key]) {
      expect(printed).toContain(part);
    }
    expect(told.people.map(({ role }) => role).sort())
      .toEqual(['GUARDIAN', 'INSTRUCTOR', 'MANAGER', 'MANAGER', 'STUDENT']);
    for (const { email, password } of told.people) {
      expect(printed).toContain(email);
      expect(printed).toContain(password);
    }
    expect(told.functions).toContain('identity');
    for (const variable of ['API', 'DB', 'STUDIO', 'CONSOLE'].map((one) => `TATAME_${one}_PORT`)) {
      expect(printed).toContain(`something else has ${taken} (${variable})`);
    }
  });

  it('is what db:migrate works on, whatever has its port', async () => {
    await query((sql) => sql`delete from drizzle.__drizzle_migrations`);
    const { host } = new URL((await statusJson()).db_url);
    const { code, out } = await database('migrate');
    expect([code, out]).toEqual([0, `Nothing to apply (${host}).\n`]);
    const [row] = await query((sql) =>
      sql`select count(*)::int as written from drizzle.__drizzle_migrations`
    );
    expect(row?.written).toBeGreaterThan(0);
  });

  it('is what db:seed works on, even with a DATABASE_URL', async () => {
    const remote = { DATABASE_URL: `postgresql://postgres:postgres@127.0.0.1:${taken}/postgres` };
    let asked = 0;
    squatter.on('connection', (socket) => {
      asked++;
      socket.destroy();
    });
    await query((sql) => sql`delete from versions`);
    const { code, out } = await database('seed', remote);
    expect([code, asked]).toEqual([0, 0]);
    expect(out).toContain(new URL((await statusJson()).db_url).host);
    expect(await query((sql) => sql`select app_version from versions`)).toHaveLength(1);
  });

  it('prints a first request that works when pasted', async () => {
    const pasted = printed.match(/^curl .*$/m)![0];
    expect(JSON.parse((await command('sh', ['-c', pasted])).out)).toMatchObject({
      email: 'student@tatame.test',
    });
  });

  it('prints one API document of all its functions', async () => {
    const { out } = await command(process.execPath, [
      '--import',
      'tsx',
      'local/commands/api/print-openapi.ts',
    ]);
    expect(Object.keys(JSON.parse(out).paths)).toContain('/identity/me');
  });

  it('says where it runs when started a second time', async () => {
    const second = await dev();
    expect(second.child.exitCode).toBe(1);
    expect(second.output).toContain(`already running at ${(await statusJson()).api_url}`);
  });

  it('recovers from kill -9 with its data', async () => {
    await query((sql) => sql`create table public.kept as select 42 as value`);
    const orphan = await postmaster();
    expect(commandLine(orphan)).toContain(dataDir);
    child.kill('SIGKILL');
    await ended({ child });
    child = (await dev()).child;
    expect(commandLine(orphan)).not.toContain(dataDir);
    expect(await query((sql) => sql`select value from public.kept`)).toEqual([{ value: 42 }]);
  });

  it('leaves nothing running after Ctrl-C, and keeps its keys and data', async () => {
    const before = await statusJson();
    const server = await postmaster();
    child.kill('SIGINT');
    await ended({ child });
    expect(child.exitCode).toBe(0);
    expect(commandLine(server)).not.toContain(dataDir);
    expect((await status()).code).toBe(1);
    child = (await dev()).child;
    const after = await statusJson();
    expect(after.publishable_key).toBe(before.publishable_key);
    expect(await query((sql) => sql`select value from public.kept`)).toEqual([{ value: 42 }]);
  });

  it('is not reset under its feet, and is when it is down', async () => {
    const remote = { DATABASE_URL: `postgresql://postgres:postgres@127.0.0.1:${taken}/postgres` };
    const reset = () => database('reset', remote);
    const refused = await reset();
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('already running');
    child.kill('SIGINT');
    await ended({ child });
    expect(await reset()).toMatchObject({ code: 0, err: '' });
    child = (await dev()).child;
    const [row] = await query((sql) => sql`select to_regclass('public.kept') as kept`);
    expect(row?.kept).toBeNull();
  });
});
