import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loginUrl } from '../../local/database/logins.ts';
import { migrate } from '../../local/database/migrate.ts';
import { type LocalPostgres, startPostgres } from '../../local/postgres/postgres.ts';
import { openDoor } from '../../supabase/functions/_shared/db.ts';
import { openSystemDoor } from '../../supabase/functions/_shared/system-db.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** A server of its own: the logins are the whole server's. */
describe('npm run db:logins', () => {
  let home: string;
  let server: LocalPostgres;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'tatame-logins-'));
    server = await startPostgres({ dataDir: join(home, 'postgres'), durable: false });
    await migrate(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  const logins = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'local/commands/database/logins.ts', ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: server.url },
    });
  const variables = async (...args: string[]): Promise<Record<string, string>> => {
    const { stdout } = await logins(...args);
    return Object.fromEntries(stdout.trim().split('\n').map((line) => line.split(/=(.*)/s)));
  };
  /** Whether the doors that these variables open work, and are believed. */
  async function works(env: Record<string, string>) {
    const { EDGE_DATABASE_URL = '', EDGE_SYSTEM_DATABASE_URL = '', CLAIMS_SIGNING_KEY = '' } = env;
    const caller = openDoor({ url: EDGE_DATABASE_URL, signingKey: CLAIMS_SIGNING_KEY });
    const system = openSystemDoor({ url: EDGE_SYSTEM_DATABASE_URL });
    try {
      const [role] = await system.asSystem('a test').execute(sql`select current_user as role`);
      expect(role).toEqual({ role: 'service_role' });
      const taken = sql`select allowed from private.take_rate_limit('write', 10, 1000)`;
      return await caller.asCaller({ sub: 'ana' }).execute(taken)
        .then(() => 'believed', (error) => error.cause.code);
    } finally {
      await Promise.all([caller.end(), system.end()]);
    }
  }

  it(
    'sets a hosted database up, and rotates the key and the passwords',
    { timeout: 60_000 },
    async () => {
      const first = await variables('setup');
      expect(Object.keys(first)).toEqual([
        'EDGE_DATABASE_URL',
        'EDGE_SYSTEM_DATABASE_URL',
        'CLAIMS_SIGNING_KEY',
      ]);
      expect(await works(first)).toBe('believed');

      const second = { ...first, ...await variables('add-key') };
      const { stdout } = await logins('keys');
      const ids = stdout.trim().split('\n').map((line) => line.split(' ')[0]!);
      expect(ids).toHaveLength(2);
      expect([await works(first), await works(second)]).toEqual(['believed', 'believed']);
      await logins('retire-key', ids[1]!);
      expect([await works(first), await works(second)]).toEqual(['28000', 'believed']);

      const third = { ...second, ...await variables('passwords') };
      expect(await works(third)).toBe('believed');
      await expect(works(second)).rejects.toMatchObject({ cause: { code: '28P01' } });
    },
  );

  it('says what is wrong, and ends with 1', async () => {
    await expect(logins()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('retire-key <id>'),
    });
    await expect(logins('retire-key', '5ae0ba59-6a1f-4b3c-8c9a-1b8d7d1e0a01')).rejects
      .toMatchObject({ code: 1, stderr: expect.stringContaining('There is no key') });
  });

  it('takes from everybody the right to make temporary tables', async () => {
    const door = openSystemDoor({ url: (await variables('passwords')).EDGE_SYSTEM_DATABASE_URL! });
    const refused = door.asSystem('a test').execute(sql`select 1 as id into temporary users`);
    await expect(refused).rejects.toMatchObject({ cause: { code: '42501' } });
    await door.end();
  });
});

describe('the URL of a login', () => {
  it('keeps the project that a pooler knows by the user', () => {
    const url = 'postgresql://postgres.ref:old@aws-0.pooler.supabase.com:5432/postgres';
    expect(loginUrl(url, 'edge', 'new'))
      .toBe('postgresql://edge.ref:new@aws-0.pooler.supabase.com:5432/postgres');
  });
});
