import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from './app.ts';
import { route } from './route/route.ts';
import { openStack } from '../stacks/open.ts';
import { beltsApp, env, updatedAt } from '../../../../testkit/http/belts-app.ts';

describe('reading from an app', () => {
  const app = beltsApp();
  const call = (path: string, init?: RequestInit) =>
    app.fetch(new Request(`http://localhost/belts${path}`, init));
  let lines: Record<string, unknown>[];

  beforeEach(() => {
    lines = [];
    const record = (line: string) => void lines.push(JSON.parse(line));
    vi.spyOn(console, 'log').mockImplementation(record);
    vi.spyOn(console, 'error').mockImplementation(record);
  });
  afterEach(() => vi.restoreAllMocks());

  it('revalidates by version, with the headers of a 200', async () => {
    const etag = (await call('/1')).headers.get('etag')!;
    const again = await call('/1', {
      headers: { 'if-none-match': etag, origin: 'https://app.example' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('vary')).toBe('authorization, Origin');
    expect(again.headers.get('x-request-id')).not.toBeNull();
    expect(again.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect((await call('/1', { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
    const patch = { method: 'PATCH', headers: { 'if-match': etag } };
    expect(await (await call('/1', patch)).json()).toEqual({ expected: updatedAt.toISOString() });
    const weak = { method: 'PATCH', headers: { 'if-match': `W/${etag}` } };
    expect(await (await call('/1', weak)).json()).toEqual({ expected: updatedAt.toISOString() });
    const foreign = { method: 'PATCH', headers: { 'if-match': '"not one of ours"' } };
    expect((await call('/1', foreign)).status).toBe(412);
    expect(await (await call('/1', { method: 'PATCH' })).json()).toEqual({ expected: null });
  });

  it('revalidates a list by its content', async () => {
    const etag = (await call('')).headers.get('etag')!;
    expect(etag).toMatch(/^W\//);
    expect((await call('', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('tries a read again after a transient error, and a write never', async () => {
    const app = createApp({ name: 'flaky', description: 'Fails at first', env });
    let calls = 0;
    const failOnce = () =>
      ++calls % 2 === 1
        ? Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' }))
        : Promise.resolve({ calls });
    const response = z.object({ calls: z.number() });
    const common = { path: '/', summary: 'Every other call', response } as const;
    route(app, openStack, { ...common, id: 'read', method: 'get' }, failOnce);
    route(app, openStack, { ...common, id: 'write', method: 'post' }, failOnce);
    const status = async (method: string) =>
      (await app.fetch(new Request('http://localhost/flaky', { method }))).status;
    expect([await status('GET'), calls]).toEqual([200, 2]);
    expect([await status('POST'), calls]).toEqual([503, 3]);
  });

  it('pages through a list', async () => {
    const first = await (await call('?limit=1')).json();
    expect(first.next_cursor).toEqual(expect.any(String));
    const second = await (await call(`?limit=1&cursor=${first.next_cursor}`)).json();
    expect(second).toEqual({ items: [{ id: 'b', color: 'red' }], next_cursor: null });
  });

  it('serves HEAD as GET without a body, and the trailing slash', async () => {
    const head = await call('/1', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await call('/')).status).toBe(200);
  });
});
