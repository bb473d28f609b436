import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowWrites, stopWrites } from '../../local/database/write-switch.ts';
import { randomUUID } from 'node:crypto';
import { eventOf } from '../../local/stripe/objects.ts';
import { stripeSignature } from '../../local/stripe/sign.ts';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { call } from '../../testkit/http/call.ts';
import { clerkDelivery } from '../../testkit/http/clerk.ts';
import { signedIn, stack } from '../../testkit/http/stack.ts';
import { actors, signUp } from './support/hostile/people.ts';
import { prepare, tidy } from './support/hostile/prepare.ts';
import { readsOf } from './support/hostile/reads.ts';
import { faults, read } from './support/hostile/traffic.ts';

let owner: postgres.Sql;
let admin: postgres.Sql;

beforeAll(async () => {
  admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
  await signUp();
  await prepare(admin);
  owner = postgres(stack().status.db_url, { max: 1, onnotice: () => {} });
  await stopWrites(owner, { why: 'moving in' });
});
afterAll(async () => {
  await allowWrites(owner);
  await owner.end();
  await tidy(admin);
  await admin.end();
});

const deliver = async (to: string, request: RequestInit) => {
  const { status, headers } = await fetch(`${stack().status.api_url}/functions/v1/webhooks/${to}`, {
    method: 'POST',
    ...request,
  });
  return { status, again: headers.get('retry-after') };
};

describe('the API, while writes are stopped', () => {
  it('answers who reads', async () => {
    const client = await signedIn('manager');
    const me = await call(client, 'GET', 'identity/me');
    expect(me).toMatchObject({ status: 200, body: { email: expect.any(String) } });
    expect((await call(client, 'GET', 'academy/gyms')).status).toBe(200);
  });

  it('asks who writes to come back, and writes nothing', async () => {
    const client = await signedIn('manager');
    const refused = await call(client, 'POST', 'academy/gyms', {
      body: { name: 'Meanwhile', timezone: 'UTC' },
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'read_only' } });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await owner`select from gyms where name = 'Meanwhile'`).toEqual([]);
  });

  it('answers every read of the API, whoever asks', { timeout: 240_000 }, async () => {
    const reads = await readsOf(stack().status.api_url);
    for (const actor of actors) await read(reads, actor);
    // What leaves a trace that it was read, and links, which are counted where all isolates see it.
    const traced = /emergency-contacts|\/export|\/mailings\/(unsubscribe|preferences)\//;
    expect(faults.filter((fault) => !traced.test(fault))).toEqual([]);
  });

  it('lets no route that writes come through', { timeout: 240_000 }, async () => {
    const writes = await writesOf(stack().status.api_url);
    expect(writes.length).toBeGreaterThan(100);
    const client = await signedIn('manager');
    const came = new Map<string, string[]>();
    for (const { method, path, body } of writes) {
      const { status } = await call(client, method, path, body ? { body } : {});
      came.set(String(status), [...came.get(String(status)) ?? [], `${method} ${path}`]);
    }
    const done = [...came].filter(([status]) => Number(status) < 300 || status === '500');
    expect(done).toEqual([]);
    expect(came.get('503')!.length).toBeGreaterThan(writes.length / 2);
  });

  it('takes no delivery of a webhook, so that it is sent again', async () => {
    const later = { status: 503, again: '30' };
    const { stripeWebhookSecret } = await loadSecrets(stack().dataDir);
    const event = JSON.stringify(
      eventOf('product.created', { id: 'prod_1' }, Math.floor(Date.now() / 1000), {
        livemode: false,
      }),
    );
    const ofStripe = {
      headers: { 'stripe-signature': stripeSignature(event, [stripeWebhookSecret]) },
      body: event,
    };
    const ofClerk = clerkDelivery(stack().clerk.webhookSecrets[0], `msg_${randomUUID()}`, {
      ...{ object: 'event', type: 'user.created', timestamp: Date.now() },
      data: { id: `user_${randomUUID()}`, first_name: 'Hook', email_addresses: [] },
    });
    expect(await deliver('stripe', ofStripe)).toEqual(later);
    expect(await deliver('clerk', ofClerk)).toEqual(later);
    await allowWrites(owner);
    expect((await deliver('stripe', ofStripe)).status).toBe(200);
    expect((await deliver('clerk', ofClerk)).status).toBe(200);
    await stopWrites(owner);
  });

  it('does so through the Data API, too', async () => {
    const client = await signedIn('manager');
    const { error } = await client.from('push_tokens').delete().eq('token', 'nobody has this');
    expect(error).toMatchObject({ code: '25006', message: 'read_only' });
  });
});

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Every route of the published document that writes, with the example of its body. */
async function writesOf(apiUrl: string) {
  const { paths } = await (await fetch(`${apiUrl}/openapi.json`)).json() as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).filter(([method]) => /^(post|put|patch|delete)$/.test(method))
      .map(([method, { requestBody }]) => ({
        method: method.toUpperCase() as Method,
        path: path.slice(1).replaceAll(/\{\w+\}/g, () => randomUUID()),
        body: requestBody?.content['application/json']?.schema?.example,
      }))
  );
}

interface Operation {
  requestBody?: {
    content: Record<string, { schema?: { example?: Record<string, unknown> } } | undefined>;
  };
}
