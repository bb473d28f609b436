import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { stubProject } from '../../../testkit/http/project.ts';

const printed: string[] = [];
const cleanups: (() => unknown)[] = [];
let call: (method: string, path: string, body?: unknown, headers?: object) => Promise<Response>;
let token: string;

/** The shipped function in this process, called with the secret key unless a test says otherwise. */
beforeAll(async () => {
  for (const level of ['log', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void printed.push(line));
  }
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  token = await (await stubProject(database))(crypto.randomUUID());
  const admin = (await import('../../../supabase/functions/admin/index.ts')).default;
  call = async (method, path, body, headers = { apikey: 'sb_secret_1' }) =>
    await admin.fetch(
      new Request(`http://localhost/admin${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const cleanup of cleanups) await cleanup();
});
beforeEach(() => void printed.splice(0));

const ios = 'https://apps.apple.com/app/id1';
const nobody = crypto.randomUUID();
const writes: [method: string, path: string, body: object | undefined][] = [
  ['PUT', '/versions/1.0.0', {}],
  ['PUT', '/app-stores/ios', { url: ios }],
  ['DELETE', '/app-stores/ios', undefined],
  ['PUT', '/plans/free', { agent_requests: 60 }],
  ['PUT', `/user-plans/${nobody}`, { plan: 'pro', subscription_status: 'active' }],
  ['POST', `/notifications/${nobody}/replay`, { reasons: ['gave_up'] }],
];
const reads = [
  ...['/versions', '/app-stores', '/plans', '/user-plans', `/user-plans/${nobody}`],
  `/notifications/${nobody}/deliveries`,
];
const audits = () =>
  printed.map((line) => JSON.parse(line)).filter(({ event }) => event === 'audit');

describe('the operator’s routes', () => {
  it('are closed to everybody without the secret key, and say nothing of what is there', async () => {
    const keyless = [
      [{}, 401],
      [{ apikey: 'sb_publishable_1' }, 401],
      [{ apikey: 'sb_secret_2' }, 401],
      [{ authorization: 'Bearer sb_secret_1' }, 401],
      [{ authorization: `Bearer ${token}` }, 403],
      [{ authorization: `Bearer ${token}`, apikey: 'sb_secret_1' }, 403],
    ] as const;
    const all = [...writes, ...reads.map((path) => ['GET', path, undefined] as const)];
    for (const [headers, status] of keyless) {
      for (const [method, path, body] of all) {
        const answer = await call(method, path, body, headers);
        expect([path, headers, answer.status]).toEqual([path, headers, status]);
      }
    }
    expect(audits()).toEqual([]);
    expect(await (await call('GET', '/versions')).json()).toEqual({ items: [], next_cursor: null });
  });

  it('are not for browsers: no origin may read an answer', async () => {
    const origin = { origin: 'https://app.tatame.test' };
    const preflight = await call('OPTIONS', '/versions/1.0.0', undefined, {
      ...origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'apikey',
    });
    const answer = await call('GET', '/plans', undefined, { ...origin, apikey: 'sb_secret_1' });
    expect(answer.status).toBe(200);
    for (const { headers } of [preflight, answer]) {
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('leave a line in the log for what was done, and none for what was refused', async () => {
    const statuses: number[] = [];
    for (const [method, path, body] of writes) {
      const headers = { 'apikey': 'sb_secret_1', 'x-request-id': `audit-${statuses.length}` };
      statuses.push((await call(method, path, body, headers)).status);
    }
    expect(statuses).toEqual([200, 200, 204, 200, 404, 404]);
    expect(audits()).toMatchObject([
      { operation: 'putVersion', app_version: '1.0.0', disabled_at: null, request_id: 'audit-0' },
      { operation: 'putAppStore', store: 'ios', url: ios, request_id: 'audit-1' },
      { operation: 'closeAppStore', store: 'ios', request_id: 'audit-2' },
      { operation: 'putPlan', plan: 'free', agent_requests: 60, request_id: 'audit-3' },
    ]);
    expect(printed.join()).not.toContain('sb_secret_1');
  });

  it('take nothing that does not belong there', async () => {
    const refused: [path: string, body: object, field: string][] = [
      ['/versions/one', {}, 'path.app_version'],
      ['/versions/1.0.0', { disabled_at: 'today' }, 'body.disabled_at'],
      ['/versions/1.0.0', { disabled_at: '9999-01-01T00:00:00Z' }, 'body.disabled_at'],
      ['/versions/1.0.0', { app_version: '2.0.0' }, 'body.app_version'],
      ['/app-stores/windows', { url: ios }, 'path.store'],
      ['/app-stores/ios', { url: 'http://apps.apple.com/app/id1' }, 'body.url'],
      ['/app-stores/ios', { url: 'javascript:alert(1)' }, 'body.url'],
      ['/app-stores/ios', { url: `https://a.test/${'x'.repeat(2048)}` }, 'body.url'],
      ['/plans/gold', { agent_requests: 1 }, 'path.plan'],
      ['/plans/free', { agent_requests: -1 }, 'body.agent_requests'],
      ['/plans/free', { agent_requests: 1_000_001 }, 'body.agent_requests'],
      ['/plans/free', { agent_requests: 0.5 }, 'body.agent_requests'],
      [`/user-plans/${nobody}`, { plan: 'pro' }, 'body.subscription_status'],
      [
        `/user-plans/${nobody}`,
        { plan: 'pro', subscription_status: 'active', usage_count: 0 },
        'body.usage_count',
      ],
      ['/user-plans/1', { plan: 'pro', subscription_status: 'active' }, 'path.user_id'],
    ];
    for (const [path, body, field] of refused) {
      const answer = await call('PUT', path, body);
      const { errors } = await answer.json();
      expect([path, body, answer.status, errors?.[0].field]).toEqual([path, body, 400, field]);
    }
  });
});
