import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StackLog } from '../../local/log/log.ts';
import { type Stack, startStack } from '../../local/stack/stack.ts';

/** A small disk of its own, in memory; only root may have one. Undefined: it was refused. */
function mountDisk(megabytes: number): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'tatame-disk-'));
  try {
    const size = `size=${megabytes}m,mode=755`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    return undefined;
  }
}

const disk = mountDisk(400);
const title = disk ? 'a full disk' : 'a full disk (nobody but root may mount a small one)';

describe.skipIf(!disk)(title, () => {
  const filler = join(disk ?? '', 'filler');
  const said: string[] = [];
  const log: StackLog = {
    request() {},
    printed() {},
    note: (text) => said.push(text),
    fault: (text) => said.push(text),
  };
  let stack: Stack;
  let token: string;

  const ask = async (path: string, body?: string, type = 'application/json') => {
    const answer = await fetch(`${stack.apiUrl}/functions/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });
    return { status: answer.status, body: await answer.json() };
  };
  const createGym = () =>
    ask(
      'academy/gyms',
      JSON.stringify({ name: 'x'.repeat(100), address: 'y'.repeat(300), timezone: 'UTC' }),
    );

  /** Takes all the room there is; what the server takes meanwhile is missing to the last bytes of it. */
  const fill = async () => {
    const { bavail, bsize } = await statfs(disk!);
    await writeFile(filler, Buffer.alloc(bavail * bsize)).catch((err) => {
      expect(err.code).toBe('ENOSPC');
    });
  };

  beforeAll(async () => {
    stack = await startStack({
      dataDir: join(disk!, 'data'),
      ports: { api: 0, db: 0, studio: 0, console: 0 },
      env: { RATE_LIMIT_WRITES_PER_MINUTE: '0' },
      log,
    });
    token = await stack.signToken({ sub: crypto.randomUUID(), role: 'authenticated' });
    expect((await createGym()).status).toBe(201);
    expect((await ask('health/ready')).body.checks.storage).toEqual({ status: 'writable' });
  });

  afterAll(async () => {
    await rm(filler, { force: true });
    await stack?.stop();
    execFileSync('umount', [disk!]);
    await rm(disk!, { recursive: true });
  });

  it('refuses what must be written, with a reason, and is not ready', async () => {
    await fill();
    const upload = await ask(
      'knowledge/documents/upload?filename=rules.md',
      '# Rules\n\n'.repeat(2_000),
      'text/markdown',
    );
    expect(upload).toMatchObject({ status: 503, body: { code: 'storage_full' } });
    // Pages that have room left take some rows first.
    await vi.waitFor(async () => {
      const { status, body } = await createGym();
      expect([status, body.code]).toEqual([503, 'storage_full']);
    }, { timeout: 40_000, interval: 1 });
    const ready = await ask('health/ready');
    expect([ready.status, ready.body.status]).toEqual([503, 'unready']);
    expect(ready.body.checks).toMatchObject({
      database: { status: 'up' },
      storage: { status: 'full' },
    });
  });

  it('goes on reading', async () => {
    expect((await ask('academy/gyms')).status).toBe(200);
  });

  it('is itself again once there is room', async () => {
    await rm(filler);
    await vi.waitFor(async () => expect((await createGym()).status).toBe(201), { timeout: 20_000 });
    expect((await ask('health/ready')).status).toBe(200);
    expect(said.filter((line) => /Postgres ended/.test(line))).toEqual([]);
  });
});
