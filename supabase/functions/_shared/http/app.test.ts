import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beltsApp } from '../../../../testkit/http/belts-app.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('an app', () => {
  const app = beltsApp();
  const call = (path: string, init?: RequestInit) =>
    app.fetch(new Request(`http://localhost/belts${path}`, init));
  const send = (body: unknown, type = 'application/json') =>
    call('', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  let lines: Record<string, unknown>[];

  beforeEach(() => {
    lines = [];
    const record = (line: string) => void lines.push(JSON.parse(line));
    vi.spyOn(console, 'log').mockImplementation(record);
    vi.spyOn(console, 'error').mockImplementation(record);
  });
  afterEach(() => vi.restoreAllMocks());

  it('drops what the response contract does not declare', async () => {
    const response = await call('/1');
    expect(await response.json()).toEqual({ id: '1', color: 'blue' });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('answers a broken response contract with a bare 500 and logs where it broke', async () => {
    const response = await call('/broken');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal' });
    expect(lines.find(({ event }) => event === 'fault')).toMatchObject({
      request_id: response.headers.get('x-request-id'),
      message: 'getBelt broke its response contract: color invalid_type',
    });
  });

  it('gives success its status, headers and, for no content, no body', async () => {
    const created = await send({ id: '2', color: 'blue' });
    expect([created.status, created.headers.get('location')]).toEqual([201, '/belts/2']);
    const deleted = await call('/2', { method: 'DELETE' });
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
  });

  it('answers every refusal as problem+json with its request id and its trace', async () => {
    const response = await call('/none', { headers: { 'x-request-id': 'req-1', traceparent } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'gym_not_found',
      detail: 'No such belt.',
      request_id: 'req-1',
      trace_id: TRACE,
    });
    expect(lines.find(({ event }) => event === 'request')).toMatchObject({ trace_id: TRACE });
  });

  it('makes up a trace where none comes, or none that can be read', async () => {
    const traceOf = async (headers?: HeadersInit) =>
      (await (await call('/none', { headers })).json()).trace_id as string;
    const made = [
      await traceOf(),
      await traceOf({ traceparent: `${traceparent}-more` }),
      await traceOf({ traceparent: traceparent.replace(TRACE, '0'.repeat(32)) }),
    ];
    for (const trace of made) expect(trace).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([...made, TRACE]).size).toBe(4);
  });

  it.each([
    ['a malformed body', () => send('{"id":'), 400, 'malformed_json'],
    ['an empty body', () => send(''), 400, 'malformed_json'],
    ['another media type', () => send('id=1', 'application/x-www-form-urlencoded'), 415],
    ['no media type', () => call('', { method: 'POST', body: new Uint8Array([123]) }), 415],
    ['a missing body', () => call('', { method: 'POST' }), 400, 'invalid_input'],
    ['a wrong field', () => send({ id: 1, color: 'blue' }), 400, 'invalid_input'],
    ['a wrong query', () => call('/1?size=big'), 400, 'invalid_input'],
    ['a large body', () => send({ id: 'x'.repeat(1000), color: '' }), 413, 'body_too_large'],
    ['an unknown route', () => call('/1/2/3'), 404, 'route_not_found'],
    ['another method', () => call('/1', { method: 'PUT' }), 405, 'method_not_allowed'],
    ['a broken escape', () => call('/%E0%A4%A', { method: 'PUT' }), 405],
    ['a forged cursor', () => call('?cursor=x'), 400, 'cursor_invalid'],
    ['a limit of 0', () => call('?limit=0'), 400, 'invalid_input'],
    ['a limit of 101', () => call('?limit=101'), 400, 'invalid_input'],
  ])('refuses %s', async (_, request, status, code?: string) => {
    const response = await request();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await response.json();
    expect(problem).toMatchObject({ status, ...(code && { code }) });
    expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  });

  it('names the fields at fault', async () => {
    const problem = await (await send({ id: 1 })).json();
    expect(problem.errors.map(({ field }: { field: string }) => field)).toEqual([
      'body.id',
      'body.color',
    ]);
  });

  it('says which methods a path has', async () => {
    const response = await call('/1', { method: 'PUT' });
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual([
      'DELETE',
      'GET',
      'HEAD',
      'PATCH',
    ]);
  });

  it('keeps a sane request id and replaces any other', async () => {
    const idFor = async (id: string) =>
      (await call('/1', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idFor('abc-123')).toBe('abc-123');
    for (const bad of ['<script>', 'a b', 'x'.repeat(200)]) {
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('logs the pattern, not the path, and never the query', async () => {
    await call('/ana@example.com?size=1&token=secret');
    const line = lines.find(({ event }) => event === 'request');
    expect(line).toMatchObject({
      function: 'belts',
      method: 'GET',
      route: '/belts/:belt_id',
      status: 200,
      statements: 0,
      db_ms: 0,
    });
    expect(JSON.stringify(lines)).not.toMatch(/ana@|secret/);
    await call('/fault');
    expect(lines.filter(({ event }) => event === 'request').at(-1)).toMatchObject({
      route: '/belts/:belt_id',
      status: 500,
      code: 'internal',
    });
    await call('/1/2/3');
    expect(lines.at(-1)).toMatchObject({ event: 'request', route: null, status: 404 });
  });

  it('sends Server-Timing on success and failure', async () => {
    for (const path of ['/1', '/fault', '/1/2/3']) {
      expect((await call(path)).headers.get('server-timing')).toMatch(
        /^total;dur=[\d.]+, db;dur=0\.0;desc="statements: 0"$/,
      );
    }
  });

  it('answers preflights, and lets its origins read the headers they need', async () => {
    const origin = 'https://app.example';
    const preflight = await call('/1', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');
    for (const path of ['/1', '/none', '/1/2/3']) {
      const { headers } = await call(path, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-expose-headers')).toContain('ETag');
    }
    const foreign = await call('/1', { headers: { origin: 'https://evil.example' } });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('describes itself', async () => {
    const document = await (await call('/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual(['/belts', '/belts/{belt_id}']);
    const { get, patch } = document.paths['/belts/{belt_id}'];
    expect(get).toMatchObject({
      operationId: 'getBelt',
      tags: ['belts'],
      security: [],
      responses: {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Belt' } } } },
        404: { description: '- `gym_not_found`: There is no such gym.' },
        500: { content: { 'application/problem+json': {} } },
      },
    });
    expect(patch.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'if-match' }),
    );
    expect(document.components.schemas.Problem.required).toContain('code');
  });
});
