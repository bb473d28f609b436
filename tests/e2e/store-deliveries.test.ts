import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { sealsOf } from '../../src/store/shops/access/seal.ts';
import { readEnv, storeKeysEnv } from '../../supabase/functions/_shared/runtime/env.ts';
import {
  customerDelivery,
  type Delivery,
  delivery,
  orderDelivery,
  privacyDelivery,
  shopDelivery,
  shopRedactDelivery,
  type SigningShop,
} from '../../testkit/doubles/shopify/deliveries.ts';
import { aCustomer, anOrder } from '../../testkit/doubles/shopify/records.ts';
import { signedIn, stack } from '../../testkit/http/stack.ts';

const { dataDir, adminUrl, status: { api_url, secret_key } } = stack();
const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
afterAll(() => sql.end());

const ours: SigningShop = {
  ...{ id: '1', domain: `kaizen-${randomUUID().slice(0, 8)}.myshopify.com`, currency: 'EUR' },
  ...{ name: 'Kaizen', email: 'owner@example.com', timezone: 'UTC' },
  clientSecret: 'the secret of the app',
};
const rotated = { ...ours, clientSecret: 'the secret before it' };
let shop_id: string;

beforeAll(async () => {
  const { storeKeys } = await loadSecrets(dataDir);
  const seals = sealsOf(readEnv(storeKeysEnv, { STORE_KEYS: storeKeys }).STORE_KEYS);
  const [gym] = await sql`select g.id from gyms g join users u on u.id = g.manager_id
    where u.email = 'manager@tatame.test'`;
  shop_id = randomUUID();
  await sql`insert into shops ${
    sql({
      ...{ id: shop_id, gym_id: gym!['id'], domain: ours.domain, state: 'connected' },
      ...{ currency: 'EUR', timezone: 'UTC' },
    })
  }`;
  const sealed = (secret: string) => seals.seal(secret, { shop_id, what: 'secret' });
  await sql`insert into private.shop_credentials ${
    sql({
      ...{ shop_id, kind: 'offline_token', sealed_secret: await sealed(ours.clientSecret) },
      sealed_previous_secret: await sealed(rotated.clientSecret),
      previous_until: new Date(Date.now() + 3_600_000),
    })
  }`;
});

async function post({ headers, body }: Pick<Delivery, 'headers' | 'body'>) {
  const answer = await fetch(`${api_url}/functions/v1/webhooks/shopify`, {
    ...{ method: 'POST', headers, body },
  });
  return { status: answer.status, body: await answer.json() };
}
const outcome = (outcome: string) => ({ status: 200, body: { outcome } });
const refused = { status: 401, body: { code: 'signature_invalid' } };

describe('the webhook of Shopify', () => {
  const customer = aCustomer({ email: 'canary@example.com' });

  it('applies a signed delivery once, under the current secret and the one before', async () => {
    const created = customerDelivery(ours, 'customers/create', customer);
    expect(await post(created)).toEqual(outcome('applied'));
    expect(await post(created)).toEqual(outcome('duplicate'));
    const order = anOrder({ id: '9007199254740993', customerId: customer.id });
    expect(await post(orderDelivery(rotated, 'orders/create', order, customer)))
      .toEqual(outcome('applied'));
    expect(await sql`select shopify_id from orders where shop_id = ${shop_id}`)
      .toEqual([{ shopify_id: '9007199254740993' }]);
  });

  it('refuses a wrong secret, another body, an unknown shop and no signature alike', async () => {
    const good = customerDelivery(ours, 'customers/update', customer);
    const { 'x-shopify-hmac-sha256': _, ...unsigned } = good.headers;
    const forgeries = [
      customerDelivery({ ...ours, clientSecret: 'another' }, 'customers/update', customer),
      { ...good, body: `${good.body} ` },
      customerDelivery({ ...ours, domain: 'nobody.myshopify.com' }, 'customers/update', customer),
      {
        ...good,
        headers: { ...good.headers, 'x-shopify-hmac-sha256': 'é'.normalize('NFD').slice(0, 1) },
      },
      { ...good, headers: unsigned },
    ];
    for (const forgery of forgeries) expect(await post(forgery)).toMatchObject(refused);
    expect(await post(good)).toEqual(outcome('applied'));
  });

  it('names the header that is missing or no header of Shopify’s', async () => {
    const good = customerDelivery(ours, 'customers/update', customer);
    for (const name of ['topic', 'event-id', 'triggered-at']) {
      const { [`x-shopify-${name}`]: _, ...headers } = good.headers;
      expect(await post({ ...good, headers })).toMatchObject({
        status: 400,
        body: { code: 'invalid_input', errors: [{ field: `header.x-shopify-${name}` }] },
      });
    }
    // Whose secret it should be is not known then: nothing of it is believed, also where others lack.
    const { 'x-shopify-shop-domain': _, 'x-shopify-topic': _topic, ...nobodys } = good.headers;
    expect(await post({ ...good, headers: nobodys })).toMatchObject(refused);
    const never = { ...good.headers, 'x-shopify-triggered-at': 'never' };
    expect(await post({ ...good, headers: never })).toMatchObject({ status: 400 });
  });

  it('takes what it does not know, cannot read or is larger than a usual body', async () => {
    expect(await post(delivery(ours, 'themes/publish', { id: 1 }))).toEqual(outcome('ignored'));
    expect(await post(delivery(ours, 'customers/update', '{"id":'))).toEqual(outcome('unreadable'));
    const large = { id: 1, note: 'x'.repeat(2 * 1024 * 1024) };
    expect(await post(delivery(ours, 'customers/update', large))).toEqual(outcome('applied'));
    const huge = { id: 1, note: 'x'.repeat(5 * 1024 * 1024) };
    expect(await post(delivery(ours, 'customers/update', huge))).toMatchObject({
      status: 413,
      body: { code: 'body_too_large' },
    });
  });

  it('has what a customer asked for gathered, where managers read it', async () => {
    const asked = privacyDelivery(ours, 'customers/data_request', customer);
    expect(await post(asked)).toEqual(outcome('applied'));
    await fetch(`${api_url}/functions/v1/jobs/run`, {
      method: 'POST',
      headers: { apikey: secret_key },
    });
    const manager = await signedIn('manager');
    const { data: list } = await manager.functions.invoke(
      `store/shops/${shop_id}/privacy-requests`,
      {
        method: 'GET',
      },
    );
    expect(list.items).toMatchObject([
      { kind: 'data_request', status: 'done', customer_shopify_id: customer.id },
    ]);
    const path = `store/privacy-requests/${list.items[0].id}`;
    const { data: request } = await manager.functions.invoke(path, { method: 'GET' });
    expect(request.data.customer).toMatchObject({ email: 'canary@example.com' });
    const student = await signedIn('student');
    const { error } = await student.functions.invoke(path, { method: 'GET' });
    expect(await error.context.json()).toMatchObject({ code: 'privacy_request_not_found' });
  });

  it('lets a shop go: uninstalled, redacted, and then nobody’s', async () => {
    const removed = shopDelivery(ours, 'app/uninstalled');
    expect(await post(removed)).toEqual(outcome('applied'));
    expect(await post(shopRedactDelivery(ours))).toEqual(outcome('applied'));
    await fetch(`${api_url}/functions/v1/jobs/run`, {
      method: 'POST',
      headers: { apikey: secret_key },
    });
    expect(await sql`select from customers where shop_id = ${shop_id}`).toEqual([]);
    const { count } = await sql`delete from private.shopify_deliveries where shop_id = ${shop_id}`;
    expect(count).toBe(0);
  });
});
