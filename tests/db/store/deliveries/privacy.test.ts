import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import {
  customerDelivery,
  orderDelivery,
  privacyDelivery,
  refundDelivery,
  shopDelivery,
  shopRedactDelivery,
} from '../../../../testkit/doubles/shopify/deliveries.ts';
import { aCustomer, anOrder, aRefund } from '../../../../testkit/doubles/shopify/records.ts';
import { deliver, sender, tell } from '../support/deliver.ts';
import { fillShop } from '../support/fill-shop.ts';
import { tablesOfShops, tablesWith } from '../support/look-through.ts';
import { scenes } from '../support/shops.ts';
import { work } from '../support/work.ts';

const place = useDoor();
const at = scenes(() => place.admin);
const db = () => place.door.asSystem('test');

const customer = aCustomer({
  ...{ id: '9007199254740993', email: 'canary@example.com', phone: '+49151canary' },
  ...{ firstName: 'Canary', lastName: 'McCanary' },
});
const orders = Array.from(
  { length: 5 },
  (_, index) => anOrder({ id: `90071992547409${10 + index}`, customerId: customer.id }),
);

/** A shop with credentials, in which the customer has orders. */
async function busyShop() {
  const shop_id = await at.shop();
  await place
    .admin`insert into private.shop_credentials (shop_id, kind, sealed_secret, sealed_token)
    values (${shop_id}, 'offline_token', 'sealed', 'sealed as well')`;
  await deliver(db(), shop_id, customerDelivery(sender, 'customers/create', customer));
  for (const order of orders) {
    await deliver(db(), shop_id, orderDelivery(sender, 'orders/create', order, customer));
  }
  await deliver(db(), shop_id, refundDelivery(sender, orders[0]!, aRefund(orders[0]!, '1.00')));
  return shop_id;
}
const requestsOf = (shop_id: string) =>
  place.admin`select kind, status, customer_shopify_id, shopify_id, data,
    due_at > now() + interval '29 days' as in_a_month
    from privacy_requests where shop_id = ${shop_id} order by created_at, id`;
const shopIn = async (shop_id: string) => {
  const [shop] = await place.admin`
    select state, uninstalled_at, deleted_at, c.sealed_secret, c.sealed_token from shops s
    left join private.shop_credentials c on c.shop_id = s.id where s.id = ${shop_id}`;
  return shop;
};

describe('customers/data_request', () => {
  it('gathers what is held, for managers to hand over, until the customer is redacted', async () => {
    const shop_id = await busyShop();
    await fillShop(place.admin, shop_id, { id: customer.id, email: 'canary@example.com' });
    const asked = privacyDelivery(sender, 'customers/data_request', customer);
    expect(await deliver(db(), shop_id, asked)).toEqual({ outcome: 'applied' });
    expect(await requestsOf(shop_id)).toMatchObject([
      { kind: 'data_request', status: 'open', data: null, in_a_month: true },
    ]);
    await work(db());
    const [answered] = await requestsOf(shop_id);
    expect(answered).toMatchObject({
      ...{ status: 'done', customer_shopify_id: customer.id },
      data: {
        customer: { shopify_id: customer.id, email: 'canary@example.com', first_name: 'Canary' },
        ...{ orders_left_out: 0, sums: { orders_count: orders.length } },
        messages: [{ channel: 'email', status: 'sent', address: 'canary@example.com' }],
        ...{ messages_left_out: 0, tags: ['canary@example.com'], refused_topics: ['offers'] },
        suppressions: [{ address: null, reason: 'unsubscribed' }],
      },
    });
    expect(answered!['data'].orders.map((order: { shopify_id: string }) => order.shopify_id).sort())
      .toEqual(orders.map(({ id }) => id));
    await deliver(db(), shop_id, privacyDelivery(sender, 'customers/redact', customer));
    expect(await tablesWith(place.admin, 'canary')).toEqual([]);
  });

  it('finds who has no id any more by the address, and answers for nobody', async () => {
    const shop_id = await busyShop();
    const ask = (email: string) =>
      tell(db(), shop_id, 'customers/data_request', { customer: { email } });
    await ask('CANARY@example.com');
    await ask('nobody@example.com');
    await work(db());
    expect(await requestsOf(shop_id)).toMatchObject([
      { status: 'done', customer_shopify_id: customer.id },
      { status: 'done', customer_shopify_id: null, data: { customer: null } },
    ]);
    await tell(db(), shop_id, 'customers/redact', { customer: { email: 'canary@example.com' } });
    expect(await tablesWith(place.admin, 'canary')).toEqual([]);
  });
});

describe('customers/redact', () => {
  it('leaves nothing of the person in any table, and nothing brings them back', async () => {
    const shop_id = await busyShop();
    await fillShop(place.admin, shop_id, { id: customer.id, email: 'canary@example.com' });
    expect(await tablesWith(place.admin, 'canary'))
      .toEqual([
        ...['private.automation_entries', 'private.automation_events', 'public.backfill_rejects'],
        ...['public.customer_tags', 'public.customers', 'public.message_logs'],
      ]);
    const redaction = privacyDelivery(sender, 'customers/redact', customer);
    expect(await deliver(db(), shop_id, redaction)).toEqual({ outcome: 'applied' });
    expect(await tablesWith(place.admin, 'canary')).toEqual([]);
    // The line about another is left.
    expect(await place.admin`select line_number from backfill_rejects where shop_id = ${shop_id}`)
      .toEqual([{ line_number: 3 }]);
    const late = { ...customer, updatedAt: '2030-01-01T00:00:00Z' };
    await deliver(db(), shop_id, customerDelivery(sender, 'customers/update', late));
    expect(await tablesWith(place.admin, 'canary')).toEqual([]);
    expect(await requestsOf(shop_id)).toMatchObject([
      { kind: 'redact_customer', status: 'done', customer_shopify_id: customer.id },
    ]);
    // What they ordered and what they were sent stays countable.
    expect(await place.admin`select from orders where shop_id = ${shop_id}`).toHaveLength(5);
    expect(await place.admin`select status from message_logs where shop_id = ${shop_id}`)
      .toEqual([{ status: 'sent' }]);
  });

  it('of one who is not known yet keeps them out', async () => {
    const shop_id = await at.shop();
    await deliver(db(), shop_id, privacyDelivery(sender, 'customers/redact', customer));
    await deliver(db(), shop_id, customerDelivery(sender, 'customers/create', customer));
    expect(await tablesWith(place.admin, 'canary')).toEqual([]);
  });
});

describe('app/uninstalled', () => {
  it('destroys the token at once, and keeps the secret for what is still to be signed', async () => {
    const shop_id = await busyShop();
    expect(await deliver(db(), shop_id, shopDelivery(sender, 'app/uninstalled'))).toEqual({
      outcome: 'applied',
    });
    expect(await shopIn(shop_id)).toMatchObject({
      ...{ state: 'uninstalled', uninstalled_at: expect.any(Date), deleted_at: null },
      ...{ sealed_secret: 'sealed', sealed_token: null },
    });
    expect(await deliver(db(), shop_id, shopDelivery(sender, 'app/uninstalled'))).toEqual({
      outcome: 'stale',
    });
  });

  it('of before the shop was let in last is old', async () => {
    const shop_id = await busyShop();
    const triggeredAt = new Date(Date.now() - 60_000).toISOString();
    const late = shopDelivery(sender, 'app/uninstalled', { triggeredAt });
    expect(await deliver(db(), shop_id, late)).toEqual({ outcome: 'stale' });
    expect(await shopIn(shop_id)).toMatchObject({ state: 'connected' });
  });
});

describe('shop/redact', () => {
  it('deletes all rows of the shop in slices; its own stays, and that it was done', async () => {
    const [shop_id, other] = [await busyShop(), await busyShop()];
    await deliver(db(), shop_id, privacyDelivery(sender, 'customers/data_request', customer));
    await work(db());
    await fillShop(place.admin, shop_id, { id: customer.id, email: 'canary@example.com' });
    // A new table is to be filled above, and emptied.
    const { held, empty } = await tablesOfShops(place.admin, shop_id);
    expect(held.length).toBeGreaterThan(14);
    expect(empty).toEqual([]);
    await deliver(db(), shop_id, shopDelivery(sender, 'app/uninstalled'));
    expect(await deliver(db(), shop_id, shopRedactDelivery(sender))).toEqual({
      outcome: 'applied',
    });
    expect(await shopIn(shop_id)).toMatchObject({
      deleted_at: expect.any(Date),
      sealed_secret: null,
    });
    // Of who had the secret in hand already.
    const late = customerDelivery(sender, 'customers/create', customer);
    expect(await deliver(db(), shop_id, late)).toEqual({ outcome: 'duplicate' });
    await work(db());
    expect((await tablesOfShops(place.admin, shop_id)).held).toEqual(['public.privacy_requests']);
    await place.admin`delete from private.jobs`;
    expect(await tablesWith(place.admin, shop_id)).toEqual([
      'public.privacy_requests',
      'public.shops',
    ]);
    expect(await requestsOf(shop_id)).toMatchObject([{ kind: 'redact_shop', status: 'done' }]);
    expect(await place.admin`select from orders where shop_id = ${other}`).toHaveLength(5);
  });

  it('of a shop that lets us in is void: it installed the app again', async () => {
    const shop_id = await busyShop();
    expect(await deliver(db(), shop_id, shopRedactDelivery(sender))).toEqual({ outcome: 'stale' });
    expect(await requestsOf(shop_id)).toMatchObject([{ kind: 'redact_shop', status: 'void' }]);
    expect(await shopIn(shop_id)).toMatchObject({ state: 'connected', deleted_at: null });
  });
});
