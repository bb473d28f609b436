import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createTestDatabase } from '../../../testkit/database/postgres.ts';
import { stubProject } from '../../../testkit/http/project.ts';

const WEBHOOK_SECRET = `whsec_${btoa('a secret of the webhook endpoint')}`;

/** A function with one route for our own machinery; none is shipped yet. */
async function jobs() {
  const { createApp } = await import('../../../supabase/functions/_shared/http/app.ts');
  const { authEnv, httpEnv, readEnv } = await import(
    '../../../supabase/functions/_shared/runtime/env.ts'
  );
  const { route } = await import('../../../supabase/functions/_shared/http/route/route.ts');
  const { systemStack } = await import('../../../supabase/functions/_shared/stacks/system.ts');
  const app = createApp({
    name: 'jobs',
    description: 'Jobs',
    env: readEnv({ ...httpEnv, ...authEnv }),
  });
  route(app, systemStack, {
    id: 'whoRuns',
    method: 'get',
    path: '/',
    summary: 'The role that jobs run as',
    response: z.object({ role: z.string() }),
  }, async ({ db }) => {
    const [row] = await db.execute<{ role: string }>(sql`select current_user as role`);
    return row!;
  });
  return app;
}

/** The shipped functions in this process, on a database of their own. */
describe('routes', () => {
  let signToken: (subject: string, claims?: Record<string, unknown>) => Promise<string>;
  let call: (path: string, init?: RequestInit & { as?: string }) => Promise<Response>;
  let admin: postgres.Sql;
  const cleanups: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    for (const level of ['log', 'info', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation(() => {});
    }
    const database = await createTestDatabase();
    admin = postgres(database.adminUrl, { max: 1 });
    cleanups.push(() => admin.end(), database.drop);

    signToken = await stubProject(database, {
      PIN_HASH_KEY: 'a secret of at least 32 characters',
      CLERK_WEBHOOK_SECRETS: WEBHOOK_SECRET,
      RATE_LIMIT_WRITES_PER_MINUTE: '20',
    });

    const functions: Record<string, { fetch(request: Request): Response | Promise<Response> }> = {
      hello: (await import('../../../supabase/functions/hello/index.ts')).default,
      health: (await import('../../../supabase/functions/health/index.ts')).default,
      identity: (await import('../../../supabase/functions/identity/index.ts')).default,
      academy: (await import('../../../supabase/functions/academy/index.ts')).default,
      webhooks: (await import('../../../supabase/functions/webhooks/index.ts')).default,
      jobs: await jobs(),
    };
    call = async (path, { as, ...init } = {}) => {
      const request = new Request(`http://localhost${path}`, init);
      if (as) request.headers.set('authorization', `Bearer ${await signToken(as)}`);
      return await functions[new URL(request.url).pathname.split('/')[1]!]!.fetch(request);
    };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    for (const cleanup of cleanups) await cleanup();
  });

  const foundGym = (name: string, headers: Record<string, string> = {}) =>
    call('/academy/gyms', {
      as: 'founder',
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name, timezone: 'America/Sao_Paulo' }),
    });
  const gymsNamed = async (name: string) =>
    (await admin`select from gyms where name = ${name}`).length;

  it('greets a visitor as anon and a signed-in person as authenticated', async () => {
    const visitor = await call('/hello?name=Ana');
    expect(await visitor.json()).toEqual({
      message: 'Hello, Ana!',
      role: 'anon',
      database_time: expect.stringMatching(/^20\d\d-/),
    });
    expect(visitor.headers.get('server-timing')).toContain('statements: 1');
    expect(await (await call('/hello', { as: 'ana' })).json()).toMatchObject({
      role: 'authenticated',
    });
  });

  it('is live and ready, and says why when it is not', async () => {
    expect(await (await call('/health/live')).json()).toEqual({ status: 'live' });
    const ready = await call('/health/ready');
    expect(ready.status).toBe(200);
    const report = await ready.json();
    expect(report).toMatchObject({
      status: 'ready',
      checks: { database: { status: 'up' }, migrations: { status: 'current' } },
    });
    // A version that is no time says nothing; and drizzle's ledger is enough.
    await admin`insert into supabase_migrations.schema_migrations (version) values ('1')`;
    expect(await (await call('/health/ready')).json()).toMatchObject({
      checks: { migrations: report.checks.migrations },
    });
    await admin`drop schema supabase_migrations cascade`;
    expect((await call('/health/ready')).status).toBe(200);
    await admin`update drizzle.__drizzle_migrations set created_at = created_at - 1
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
    const behind = await call('/health/ready');
    expect(behind.status).toBe(503);
    expect(await behind.json()).toMatchObject({
      status: 'unready',
      checks: { database: { status: 'up' }, migrations: { status: 'behind' } },
    });
    await admin`update drizzle.__drizzle_migrations set created_at = created_at + 2
      where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
    expect((await call('/health/ready')).status).toBe(200);
  });

  it('asks who it is, and challenges those who do not say', async () => {
    const response = await call('/identity/me');
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ code: 'sign_in_required' });
    const system = await call('/identity/me', { headers: { apikey: 'sb_secret_1' } });
    expect(system.status).toBe(401);
  });

  it('provisions on the first call and costs one statement on the next', async () => {
    const first = await call('/identity/me', { as: 'ana' });
    expect(first.status).toBe(200);
    const second = await call('/identity/me', { as: 'ana' });
    expect(second.headers.get('server-timing')).toContain('statements: 1');
    expect((await admin`select from users where subject = 'ana'`).length).toBe(1);
    const etag = second.headers.get('etag')!;
    const unchanged = await call('/identity/me', {
      as: 'ana',
      headers: { 'if-none-match': etag },
    });
    expect(unchanged.status).toBe(304);
  });

  it('runs a write once per Idempotency-Key', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const [first, twin] = await Promise.all([foundGym('Once', key), foundGym('Once', key)]);
    const again = await foundGym('Once', key);
    expect([first.status, twin.status, again.status]).toEqual([201, 201, 201]);
    const bodies = await Promise.all([first.json(), twin.json(), again.json()]);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await gymsNamed('Once')).toBe(1);

    const reused = await foundGym('Twice', key);
    expect(reused.status).toBe(422);
    expect(await reused.json()).toMatchObject({ code: 'idempotency_key_reused' });
    const bad = await foundGym('Bad', { 'idempotency-key': 'x'.repeat(256) });
    expect(bad.status).toBe(400);
    expect(await gymsNamed('Bad')).toBe(0);
  });

  it('opens the system’s door to the secret key only', async () => {
    const system = await call('/jobs', { headers: { apikey: 'sb_secret_1' } });
    expect(await system.json()).toEqual({ role: 'service_role' });
    for (
      const [init, status, code] of [
        [{}, 401, 'secret_key_missing'],
        [{ headers: { apikey: 'sb_publishable_1' } }, 401, 'secret_key_missing'],
        [{ as: 'ana' }, 403, 'secret_key_required'],
      ] as const
    ) {
      const refused = await call('/jobs', init);
      expect(refused.status).toBe(status);
      expect(refused.headers.has('www-authenticate')).toBe(status === 401);
      expect(await refused.json()).toMatchObject({ code });
    }
  });

  it('refuses a bad token on a public route too', async () => {
    const response = await call('/hello', { headers: { authorization: 'Bearer abc' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('checks a webhook’s signature before it reads the message', async () => {
    const deliver = (body: string, signature?: string) => {
      const sentAt = new Date();
      return call('/webhooks/clerk', {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'svix-id': 'msg_1',
          'svix-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'svix-signature': signature ?? new Webhook(WEBHOOK_SECRET).sign('msg_1', sentAt, body),
        },
      });
    };
    const event = JSON.stringify({ type: 'session.created', timestamp: Date.now(), data: {} });
    const unsigned = await deliver('{', 'v1,AAAA');
    expect([unsigned.status, (await unsigned.json()).code]).toEqual([401, 'signature_invalid']);
    expect((await (await deliver('{')).json()).code).toBe('malformed_json');
    expect((await (await deliver('{}')).json()).code).toBe('invalid_input');
    expect((await deliver(event)).status).toBe(200);
    expect(await (await deliver(event)).json()).toEqual({ outcome: 'duplicate' });
  });

  it('limits the writes of one caller and not of another', async () => {
    const statuses = new Set<number>();
    let last: Response;
    do statuses.add((last = await foundGym('Many')).status); while (last.status === 201);
    expect([...statuses]).toEqual([201, 429]);
    expect(last.headers.get('ratelimit')).toMatch(/^"write";r=0;t=\d+$/);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call('/identity/me', { as: 'founder' })).status).toBe(200);
    const other = await call('/academy/gyms', {
      as: 'another',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Other', timezone: 'UTC' }),
    });
    expect(other.status).toBe(201);
  });

  it('pages through a list whose cursor is bound to it', async () => {
    const first = await (await call('/academy/gyms?limit=1', { as: 'ana' })).json();
    expect(first.items).toHaveLength(1);
    const next = `/academy/gyms?limit=1&cursor=${first.next_cursor}`;
    const second = await (await call(next, { as: 'ana' })).json();
    expect(second.items[0].id).not.toBe(first.items[0].id);
    const forged = `/academy/gyms?cursor=${first.next_cursor.slice(0, -4)}AAAA`;
    expect(await (await call(forged, { as: 'ana' })).json()).toMatchObject({
      code: 'cursor_invalid',
    });
  });
});
