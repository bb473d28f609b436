import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('EDGE_SYSTEM_DATABASE_URL', 'postgresql://edge_system:x@127.0.0.1:1/postgres');
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {});
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const load = async () => (await import('./index.ts')).default;
const deliver = () =>
  new Request('http://localhost/webhooks/clerk', { method: 'POST', body: '{}' });

it('closes the webhook of a provider without a secret, and that alone', async () => {
  vi.stubEnv('CLERK_WEBHOOK_SECRETS', '');
  const webhooks = await load();
  const closed = await webhooks.fetch(deliver());
  expect(closed.status).toBe(503);
  expect(await closed.json()).toMatchObject({ code: 'webhook_closed' });
  const document = await webhooks.fetch(new Request('http://localhost/webhooks/openapi.json'));
  expect(document.status).toBe(200);
});

it('refuses what is not signed where there is one', async () => {
  vi.stubEnv('CLERK_WEBHOOK_SECRETS', 'whsec_c3RyYW5nZXJzLXNlY3JldC1zdHJhbmdlcg==');
  expect((await (await load()).fetch(deliver())).status).toBe(401);
});
