import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denoPath } from '../../local/functions/deno.ts';
import { SIGNING_KEY } from '../../testkit/database/cluster.ts';
import { selfSigned } from './support/certificate.ts';
import { type NotesDatabase, notesDatabase } from './support/door.ts';
import { startTlsServer, type TlsServer } from './support/tls-server.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the door elsewhere', () => {
  const certificate = selfSigned('localhost');
  let database: NotesDatabase;
  let server: TlsServer;

  beforeAll(async () => {
    database = await notesDatabase();
    server = await startTlsServer({ target: database.edgeUrl, ...certificate });
  });
  afterAll(async () => {
    await database.drop();
    await server.stop();
  });

  const urlWith = (sslmode: string) => `${server.url}?sslmode=${sslmode}`;
  const ask = (options: { url: string; ca?: string }) =>
    database.open(options).asCaller({ sub: 'ana' })
      .execute<{ sub: string }>(sql`select auth.jwt() ->> 'sub' as sub`);

  it.each(['require', 'prefer'])('encrypts with sslmode=%s', async (sslmode) => {
    const before = server.encrypted;
    expect([...await ask({ url: urlWith(sslmode) })]).toEqual([{ sub: 'ana' }]);
    expect(server.encrypted).toBe(before + 1);
  });

  it('checks the certificate with sslmode=verify-full', async () => {
    await expect(ask({ url: urlWith('verify-full') })).rejects.toMatchObject({
      cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    const ca = certificate.cert;
    expect([...await ask({ url: urlWith('verify-full'), ca })]).toEqual([{ sub: 'ana' }]);
    const other = urlWith('verify-full').replace('localhost', '127.0.0.1');
    await expect(ask({ url: other, ca })).rejects.toMatchObject({
      cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it.each(['disable', 'require'])('works on Deno, with sslmode=%s', {
    timeout: 60_000,
  }, async (sslmode) => {
    const url = sslmode === 'disable' ? database.edgeUrl : urlWith(sslmode);
    const script = 'tests/door/support/on-deno.ts';
    const { stdout } = await run(denoPath(), ['run', '-A', script, url, SIGNING_KEY], {
      cwd: root,
    });
    expect(JSON.parse(stdout)).toEqual({
      who: { role: 'authenticated', name: `O'Brien` },
      tags: ['x'],
      found: expect.arrayContaining([{ body: 'a', comments: [] }]),
      size: 3_000_000,
      forged: '42501',
      after: expect.arrayContaining([{ body: 'c' }]),
      statements: 8,
      answers: 40,
    });
  });
});
