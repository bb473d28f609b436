import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { sealsOf } from '../../src/store/shops/access/seal.ts';
import { readEnv, storeKeysEnv } from '../../supabase/functions/_shared/runtime/env.ts';
import {
  customerDelivery,
  type Delivery,
  orderDelivery,
  type SigningShop,
} from '../../testkit/doubles/shopify/deliveries.ts';
import { aCustomer, anOrder } from '../../testkit/doubles/shopify/records.ts';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone } from './support/callers.ts';

const { dataDir, adminUrl, status: { api_url } } = stack();
const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

const signing: SigningShop = {
  ...{ id: '1', domain: `auto-${randomUUID().slice(0, 8)}.myshopify.com`, currency: 'EUR' },
  ...{ name: 'Kaizen', email: 'owner@example.com', timezone: 'UTC', clientSecret: 'a secret' },
};
const shop_id = randomUUID();
let manager: Someone;
let stranger: Someone;

beforeAll(async () => {
  [manager, stranger] = await Promise.all([someone('Mia'), someone('Olga')]);
  const gym_id = await found(manager);
  await found(stranger, 'Another');
  await sql`insert into shops ${
    sql({
      ...{ id: shop_id, gym_id, domain: signing.domain, state: 'connected', currency: 'EUR' },
      timezone: 'UTC',
    })
  }`;
  const { storeKeys } = await loadSecrets(dataDir);
  const seals = sealsOf(readEnv(storeKeysEnv, { STORE_KEYS: storeKeys }).STORE_KEYS);
  const sealed_secret = await seals.seal(signing.clientSecret, { shop_id, what: 'secret' });
  await sql`insert into private.shop_credentials ${
    sql({ shop_id, kind: 'offline_token', sealed_secret })
  }`;
});

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const ask = (
  path: string,
  { as = manager, method = 'GET' as Method, body, etag }: {
    as?: Someone;
    method?: Method;
    body?: Record<string, unknown>;
    etag?: string;
  } = {},
) =>
  call(as.client, method, `mailings/${path}`, {
    ...body && { body },
    ...etag !== undefined && { headers: { 'if-match': etag } },
  });
const create = (body: Record<string, unknown>, as = manager) =>
  ask(`shops/${shop_id}/automations`, { method: 'POST', body, as });
const publish = (id: string, etag?: string) =>
  ask(`automations/${id}/publication`, { method: 'PUT', ...etag && { etag } });
const enable = (id: string, enabled: boolean) =>
  ask(`automations/${id}/enabled`, { method: 'PUT', body: { enabled } });

const thanks = { name: 'Thanks', trigger: 'order_placed', action: 'tag', tag: 'bought' };

describe('automations', () => {
  it('are refused with the field of each fault', async () => {
    const fields = async (body: Record<string, unknown>) => {
      const { status, body: { errors } } = await create({ ...thanks, ...body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      return errors.map(({ field }: { field: string }) => field);
    };
    const spent = { field: 'total_spent', is: 'at_least', value: '20' };
    expect(await fields({ conditions: [spent, { ...spent, value: 'much' }] }))
      .toEqual(['body.conditions.1.value']);
    expect(await fields({ trigger: 'absent', trigger_options: { days: 0 } }))
      .toEqual(['body.trigger_options.days']);
    expect(await fields({ action: 'email', tag: null })).toEqual(['body.template_id']);
    expect(await fields({ steps: [{ kind: 'wait', minutes: 0 }] }))
      .toEqual(['body.steps.0.minutes']);
    expect(await fields({ quiet_from: '21:00' })).toEqual(['body.quiet_until']);
    expect(await fields({ tag: undefined, action: 'email', template_id: randomUUID() }))
      .toEqual(['body.template_id']);
    expect((await ask(`shops/${shop_id}/automations`)).body.items).toEqual([]);
  });

  it('of a template that cannot be sent are not published', async () => {
    const template = await ask(`shops/${shop_id}/templates`, {
      method: 'POST',
      body: {
        ...{ name: 'News', channel: 'email', default_locale: 'en' },
        contents: { en: { subject: 'News', text: 'News' } },
      },
    });
    const { body: { id } } = await create({
      ...{ name: 'News', trigger: 'birthday', action: 'email', template_id: template.body.id },
    });
    await ask(`shops/${shop_id}/settings`, {
      method: 'PUT',
      body: { cap_messages: 3, cap_days: 7, reply_to: null, postal_address: 'Rua 1' },
    });
    const refused = await publish(id);
    expect([refused.status, refused.body.code]).toEqual([422, 'template_unusable']);
    expect(refused.body.errors).toMatchObject([
      { field: 'draft.template_id', code: 'template_not_published' },
    ]);
    expect(
      (await ask(`templates/${template.body.id}/versions`, { method: 'POST', body: {} }))
        .status,
    ).toBe(201);
    expect((await publish(id)).body.published_version).toBe(1);
  });

  it('go by the version that was read, and are nobody else’s', async () => {
    const made = await create(thanks);
    expect(made.status).toBe(201);
    const path = `automations/${made.body.id}`;
    const read = await ask(path);
    const etag = read.headers.get('etag')!;
    expect(etag).toBe(made.headers.get('etag'));
    const change = (name: string, etag?: string) =>
      ask(path, { method: 'PATCH', body: { name }, ...etag && { etag } });
    expect((await change('First', etag)).body.name).toBe('First');
    expect((await change('Second', etag)).status).toBe(412);
    expect((await publish(made.body.id, etag)).status).toBe(412);

    const codes = await Promise.all([
      ask(path, { as: stranger }),
      ask(path, { as: stranger, method: 'PATCH', body: { name: 'Mine' } }),
      ask(`${path}/publication`, { as: stranger, method: 'PUT' }),
      ask(`${path}/enabled`, { as: stranger, method: 'PUT', body: { enabled: true } }),
      ask(path, { as: stranger, method: 'DELETE' }),
    ]);
    expect(codes.map(({ status, body }) => [status, body.code]))
      .toEqual(codes.map(() => [404, 'automation_not_found']));
    expect((await create(thanks, stranger)).status).toBeGreaterThanOrEqual(403);
    for (const list of [`shops/${shop_id}/automations`, `${path}/versions`]) {
      expect((await ask(list, { as: stranger })).body.items).toEqual([]);
    }
    expect((await enable(made.body.id, true)).body.code).toBe('automation_not_published');
    await sql`insert into automations (shop_id, name, trigger, action, tag, published_version, enabled)
      select ${shop_id}, 'many', 'birthday', 'tag', 'many', 1, true from generate_series(1, 100) n
      where n + (select count(*) from automations where shop_id = ${shop_id} and enabled) <= 100`;
    expect((await enable(made.body.id, true)).body.code).toBe('too_many_automations');
    await sql`delete from automations where shop_id = ${shop_id} and name = 'many'`;
    expect((await ask(path, { method: 'DELETE' })).status).toBe(204);
    expect((await change('Third')).body.code).toBe('automation_archived');
    expect((await publish(made.body.id)).body.code).toBe('automation_archived');
  });
});

describe('an order that Shopify tells of', () => {
  const post = async ({ headers, body }: Pick<Delivery, 'headers' | 'body'>) => {
    const answer = await fetch(`${api_url}/functions/v1/webhooks/shopify`, {
      ...{ method: 'POST', headers, body },
    });
    expect(await answer.json()).toEqual({ outcome: 'applied' });
  };
  const customer = aCustomer({ email: 'buyer@example.com' });
  let orders = 9_107_199_254_740_000n;
  const buy = () => {
    // Shopify tells whole seconds: not before the one in which something was enabled.
    const now = new Date(Date.now() + 1000).toISOString();
    const order = anOrder({
      ...{ id: String(++orders), customerId: customer.id },
      ...{ processedAt: now, createdAt: now, updatedAt: now },
    });
    return post(orderDelivery(signing, 'orders/create', order, customer));
  };
  /** The recurring jobs are had at once, instead of within their minute. */
  const tags = async () => {
    await sql`update private.jobs set run_at = now()
      where kind in ('enter_automations', 'advance_entries') and status = 'queued'`;
    const rows = await sql<{ tag: string }[]>`
      select tag from customer_tags where shop_id = ${shop_id} order by tag`;
    return rows.map(({ tag }) => tag);
  };

  it('lets its customer enter what is published then, until it is archived', async () => {
    await post(customerDelivery(signing, 'customers/create', customer));
    const { body: { id } } = await create(thanks);
    await buy();
    await publish(id);
    expect((await enable(id, true)).body).toMatchObject({ enabled: true, published_version: 1 });
    await buy();
    await expect.poll(tags, { timeout: 30_000, interval: 500 }).toEqual(['bought']);

    await ask(`automations/${id}`, { method: 'PATCH', body: { action: 'tag', tag: 'changed' } });
    await buy();
    const entered = async () => {
      await tags();
      const rows = await sql`
        select v.number from private.automation_entries e
        join automation_versions v on v.id = e.version_id
        where e.automation_id = ${id} and e.state = 'done' order by e.due_at`;
      return rows.map(({ number }) => number);
    };
    // The change of a draft changes nothing that runs; the order before it was enabled let nobody in.
    await expect.poll(entered, { timeout: 30_000, interval: 500 }).toEqual([1, 1]);
    expect(await tags()).toEqual(['bought']);
    expect((await publish(id)).body.published_version).toBe(2);
    await buy();
    await expect.poll(entered, { timeout: 30_000, interval: 500 }).toEqual([1, 1, 2]);
    expect(await tags()).toEqual(['bought', 'changed']);
    const { body: { items } } = await ask(`automations/${id}/versions`);
    expect(items.map(({ number, nodes }: { number: number; nodes: unknown }) => [number, nodes]))
      .toEqual([
        [2, [{ kind: 'tag', tag: 'changed', next: null }]],
        [1, [{ kind: 'tag', tag: 'bought', next: null }]],
      ]);

    expect((await ask(`automations/${id}`, { method: 'DELETE' })).status).toBe(204);
    await buy();
    const [noted] = await sql`
      select count(*)::integer as count from private.automation_events where shop_id = ${shop_id}`;
    expect(noted!['count']).toBe(0);
  }, 100_000);
});
