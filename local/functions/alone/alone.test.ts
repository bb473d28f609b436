import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionsRuntime, startFunctions } from '../runtime.ts';

/** A function that does what its path says; `extract` is the name of one that runs alone. */
const SOURCE = `
const held = [];
const turn = () => new Promise((next) => setTimeout(next, 0));
export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/spin')) for (;;);
    if (pathname.endsWith('/fill')) for (;; await turn()) held.push(new Uint8Array(8e6).fill(1));
    if (pathname.endsWith('/objects')) for (;;) held.push({ held: held.length });
    if (pathname.endsWith('/wait')) await new Promise((done) => setTimeout(done, 3_000));
    return Response.json({ pathname, body: await request.text() });
  },
};`;

describe('a function that runs alone', () => {
  let folder: string;
  let runtime: FunctionsRuntime;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tatame-alone-'));
    const entry = join(folder, 'index.ts');
    await writeFile(entry, SOURCE);
    runtime = startFunctions(
      ['extract', 'other'].map((name) => ({ name, entry })),
      {},
      join(folder, 'log'),
    );
  });
  afterAll(async () => {
    await runtime.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function call(path: string, body = ''): Promise<{ status: number; body: unknown }> {
    const lease = await runtime.lease(path.split('/')[1]!);
    try {
      const answer = await fetch(`http://127.0.0.1:${lease!.port}${path}`, {
        method: 'POST',
        body,
      });
      return { status: answer.status, body: await answer.json() };
    } finally {
      lease!.release();
    }
  }

  it('answers like any other', async () => {
    expect(await call('/extract/ok', 'hi'))
      .toEqual({ status: 200, body: { pathname: '/extract/ok', body: 'hi' } });
  });

  it.each(['spin', 'fill', 'objects'])(
    'is ended where it would not end: %s',
    async (what) => {
      const started = Date.now();
      expect(await call(`/extract/${what}`))
        .toMatchObject({ status: 546, body: { code: 'WORKER_LIMIT' } });
      expect(Date.now() - started).toBeLessThan(15_000);
    },
    30_000,
  );

  it('may wait as long as it likes', async () => {
    expect(await call('/extract/wait')).toMatchObject({ status: 200 });
  }, 30_000);

  it('keeps nothing else from answering, nor another request to itself', async () => {
    const bombs = [call('/extract/spin'), call('/extract/fill')];
    await call('/other/ok');
    const started = Date.now();
    expect(await call('/other/ok')).toMatchObject({ status: 200 });
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(await call('/extract/ok')).toMatchObject({ status: 200 });
    expect((await Promise.all(bombs)).map(({ status }) => status)).toEqual([546, 546]);
  }, 30_000);
});
