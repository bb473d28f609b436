import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../local/demo/chance.ts';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { call } from '../../testkit/http/call.ts';
import { signedIn, stack } from '../../testkit/http/stack.ts';

const shop_id = idOf('shop');
const { dataDir, status: { api_url } } = stack();
let manager: SupabaseClient;
let stranger: SupabaseClient;
beforeAll(async () => {
  [manager, stranger] = await Promise.all([signedIn('manager'), signedIn('otherManager')]);
});
const as = (client: SupabaseClient) =>
(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: Record<string, unknown>,
  headers: Record<string, string> = {},
) => call(client, method, `mailings/${path}`, { ...body && { body }, headers });

const draft = {
  name: 'We miss you',
  channel: 'email',
  default_locale: 'en',
  contents: {
    en: {
      subject: 'Hello {{ first_name }}',
      text: '{{ orders_count }} orders',
      html: '<p>Hello {{ first_name }}</p>',
    },
  },
};

describe('templates', () => {
  it('are written, refused with each fault, published, previewed and archived', async () => {
    const ask = as(manager);
    const made = await ask('POST', `shops/${shop_id}/templates`, draft);
    expect(made.status).toBe(201);
    const at = `templates/${made.body.id}`;
    const refused = await ask('POST', `${at}/versions`, {});
    expect([refused.status, refused.body.code]).toEqual([422, 'template_invalid']);
    expect(refused.body.errors).toMatchObject([
      { field: 'contents.en.subject', code: 'fallback_missing' },
      { field: 'contents.en.html', code: 'fallback_missing' },
    ]);
    const fallbacks = { en: { first_name: 'friend' } };
    const stale = await ask('PATCH', at, { fallbacks }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const etag = made.headers.get('etag')!;
    expect((await ask('PATCH', at, { fallbacks }, { 'if-match': etag })).status).toBe(200);
    const published = await ask('POST', `${at}/versions`, {});
    expect(published.body).toMatchObject({ number: 1, variables: ['orders_count'] });
    const other = await ask('PATCH', at, { default_locale: 'pt' });
    expect([other.status, other.body.code]).toEqual([422, 'template_invalid']);

    const { body: { items: [customer] } } = await call(
      manager,
      'GET',
      `store/shops/${shop_id}/customers?q=teresa`,
    );
    const preview = await ask('POST', `${at}/preview`, { customer_id: customer.id, version: 1 });
    expect(preview.body).toMatchObject({
      subject: `Hello ${customer.first_name}`,
      headers: { 'List-Unsubscribe': `<${api_url}/functions/v1/mailings/unsubscribe/preview>` },
    });
    expect(preview.body.text).toContain(`${customer.orders_count} orders\n\n-- \n`);
    expect(preview.body.html).toContain(`${api_url}/preferences/#preview`);
    const nobody = await ask('POST', `${at}/preview`, { customer_id: randomUUID() });
    expect([nobody.status, nobody.body.code]).toEqual([404, 'customer_not_found']);

    for (const path of [at, `${at}/versions`]) {
      const { status, body } = await as(stranger)('GET', path);
      expect([status, body.items ?? body.code]).toEqual(
        path === at ? [404, 'template_not_found'] : [200, []],
      );
    }
    expect((await ask('DELETE', at)).status).toBe(204);
    expect((await ask('POST', `${at}/versions`, {})).body.code).toBe('template_archived');
    const { body: { items } } = await ask('GET', `shops/${shop_id}/templates?archived=true`);
    expect(items.map(({ id }: { id: string }) => id)).toContain(made.body.id);
  });

  it('name what is listed', async () => {
    const { body } = await as(manager)('GET', 'template-values');
    expect(body.items[0]).toMatchObject({ name: 'first_name', nullable: true, triggers: null });
  });
});

describe('suppressions', () => {
  it('are noted and searched by managers of the shop, and taken away by none', async () => {
    const address = `Said-${randomUUID()}@example.com`;
    const noted = await as(manager)('POST', 'suppressions', { shop_id, address });
    expect([noted.status, noted.body.address]).toEqual([201, address.toLowerCase()]);
    const again = await as(manager)('POST', 'suppressions', { shop_id, address });
    expect(again.body.id).toBe(noted.body.id);
    const part = `suppressions?shop_id=${shop_id}&address=${address.slice(0, 12)}`;
    expect((await as(manager)('GET', part)).body.items).toHaveLength(1);
    expect((await as(stranger)('GET', part)).body.items).toEqual([]);
    const other = await as(stranger)('POST', 'suppressions', { shop_id, address });
    expect([other.status, other.body.code]).toEqual([404, 'shop_not_found']);
    const gone = await as(manager)('DELETE', `suppressions/${noted.body.id}`);
    expect(gone.status).toBe(404);
  });
});

describe('the webhook of Resend', () => {
  const event = JSON.stringify({
    type: 'email.delivered',
    created_at: new Date().toISOString(),
    data: { email_id: randomUUID(), to: ['ana@example.com'] },
  });
  const post = async (body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${api_url}/functions/v1/webhooks/resend`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, ...await answer.json() };
  };

  it('takes what is signed, once, and nothing else', async () => {
    const { resendWebhookSecret } = await loadSecrets(dataDir);
    const [id, now] = [`msg_${randomUUID()}`, new Date()];
    const headers = {
      'svix-id': id,
      'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
      'svix-signature': new Webhook(resendWebhookSecret).sign(id, now, event),
    };
    expect(await post(event, headers)).toEqual({ status: 200, outcome: 'ignored' });
    expect(await post(event, headers)).toEqual({ status: 200, outcome: 'duplicate' });
    expect(await post(`${event} `, headers)).toMatchObject({ status: 401 });
    expect(await post(event, {})).toMatchObject({ status: 401, code: 'signature_invalid' });
  });
});
