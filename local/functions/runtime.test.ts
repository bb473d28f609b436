import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxyToFunction } from './proxy.ts';
import { type FunctionsRuntime, startFunctions } from './runtime.ts';

/** A function that does what its path says; `extract` is the name of one that runs alone. */
const SOURCE = `
const held = [];
const turn = () => new Promise((next) => setTimeout(next, 0));
export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/spin')) for (;;);
    if (pathname.endsWith('/later')) {
      const file = await request.text();
      EdgeRuntime.waitUntil(
        new Promise((done) => setTimeout(done, 500)).then(() => Deno.writeTextFile(file, 'done')),
      );
      return Response.json({});
    }
    if (pathname.endsWith('/fill')) for (;; await turn()) held.push(new Uint8Array(8e6).fill(1));
    if (pathname.endsWith('/objects')) for (;;) held.push({ held: held.length });
    if (pathname.endsWith('/wait')) await new Promise((done) => setTimeout(done, 3_000));
    return Response.json({ pathname, body: await request.text() });
  },
};`;

let folder: string;
let runtime: FunctionsRuntime;
let gateway: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tatame-functions-'));
  const entry = join(folder, 'index.ts');
  await writeFile(entry, SOURCE);
  runtime = startFunctions(
    ['extract', 'many', 'other'].map((name) => ({ name, entry })),
    {},
    { logFile: join(folder, 'log') },
  );
  gateway = createServer((incoming, outgoing) => {
    void proxyToFunction(runtime, incoming, outgoing);
  });
  await new Promise<void>((listens) => gateway.listen(0, '127.0.0.1', listens));
});
afterAll(async () => {
  await runtime.stop();
  await new Promise((closed) => gateway.close(closed));
  await rm(folder, { recursive: true, force: true });
});

async function call(path: string, body = ''): Promise<{ status: number; body: unknown }> {
  const { port } = gateway.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/functions/v1${path}`;
  const answer = await fetch(url, { method: 'POST', body });
  return { status: answer.status, body: await answer.json() };
}

const ended = { status: 546, body: { code: 'WORKER_LIMIT' } };

describe.each(['extract', 'many'])('the function %s', (name) => {
  it('answers', async () => {
    expect(await call(`/${name}/ok`, 'hi'))
      .toEqual({ status: 200, body: { pathname: `/${name}/ok`, body: 'hi' } });
  });

  it.each(['spin', 'fill', 'objects'])(
    'is ended where it would not end: %s, and starts again',
    async (what) => {
      expect(await call(`/${name}/${what}`)).toMatchObject(ended);
      expect(await call(`/${name}/ok`)).toMatchObject({ status: 200 });
    },
    30_000,
  );

  it('goes on in the background after its answer', async () => {
    const file = join(folder, `later-${name}`);
    expect(await call(`/${name}/later`, file)).toMatchObject({ status: 200 });
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 5_000 })
      .toBe('done');
  }, 30_000);

  it('may wait as long as it likes', async () => {
    expect(await call(`/${name}/wait`)).toMatchObject({ status: 200 });
  }, 30_000);
});

it('what one function costs keeps no other from answering', async () => {
  const bombs = [call('/many/spin'), call('/extract/fill')];
  const waiting = call('/other/wait');
  await call('/other/ok');
  const started = Date.now();
  expect(await call('/other/ok')).toMatchObject({ status: 200 });
  expect(Date.now() - started).toBeLessThan(1_000);
  expect(await Promise.all(bombs)).toEqual([
    expect.objectContaining({ status: 546 }),
    expect.objectContaining({ status: 546 }),
  ]);
  expect(await waiting).toMatchObject({ status: 200 });
}, 30_000);

it('a request that runs alone keeps not even its own function from answering', async () => {
  const bombs = [call('/extract/spin'), call('/extract/fill')];
  expect(await call('/extract/ok')).toMatchObject({ status: 200 });
  expect((await Promise.all(bombs)).map(({ status }) => status)).toEqual([546, 546]);
}, 30_000);
