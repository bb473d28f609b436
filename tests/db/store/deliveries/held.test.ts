import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import {
  customerDelivery,
  orderDelivery,
  privacyDelivery,
} from '../../../../testkit/doubles/shopify/deliveries.ts';
import { aCustomer, anOrder } from '../../../../testkit/doubles/shopify/records.ts';
import { deliver, sender } from '../support/deliver.ts';
import { scenes } from '../support/shops.ts';
import { work } from '../support/work.ts';

const place = useDoor();
const at = scenes(() => place.admin);
const db = () => place.door.asSystem('test');

/** Does something while another transaction holds all customers of a shop, as a slow batch does. */
const whileHeld = <T>(shop_id: string, act: () => Promise<T>): Promise<T> =>
  place.admin.begin(async (tx) => {
    await tx`select from customers where shop_id = ${shop_id} for update`;
    return await act();
  }) as Promise<T>;

const customer = aCustomer({ email: 'ana@example.com', updatedAt: '2026-06-01T10:00:00Z' });
const renamed = { ...customer, firstName: 'Anna', updatedAt: '2026-06-02T10:00:00Z' };
const news = () => customerDelivery(sender, 'customers/update', renamed);

async function shopWithCustomer() {
  const shop_id = await at.shop();
  await deliver(db(), shop_id, customerDelivery(sender, 'customers/create', customer));
  return shop_id;
}
const nameIn = async (shop_id: string) => {
  const [row] = await place.admin`select first_name from customers where shop_id = ${shop_id}`;
  return row!['first_name'];
};
const postponed = async (shop_id: string) =>
  (await place.admin`select from private.postponed_deliveries where shop_id = ${shop_id}`).length;

describe('a delivery whose rows are held', () => {
  it('is answered in time, whatever the queue holds, and applied by a job', async () => {
    await place.admin`insert into private.jobs (kind, run_at)
      select 'of nobody', now() - interval '1 hour' from generate_series(1, 20000)`;
    const shop_id = await shopWithCustomer();
    const order = orderDelivery(
      sender,
      'orders/create',
      anOrder({ customerId: customer.id }),
      customer,
    );
    const sent = news();
    const began = Date.now();
    const answers = await whileHeld(shop_id, async () => [
      await deliver(db(), shop_id, sent),
      await deliver(db(), shop_id, sent),
      await deliver(db(), shop_id, order),
    ]);
    const each = (Date.now() - began) / 3;
    // An order whose customer is known locks no customer.
    expect(answers.map(({ outcome }) => outcome)).toEqual(['postponed', 'duplicate', 'postponed']);
    expect(each).toBeLessThan(2_500);
    expect(await nameIn(shop_id)).toBe(customer.firstName);
    await place.admin`delete from private.jobs where kind = 'of nobody'`;
    expect(await work(db())).toMatchObject({ succeeded: 2 });
    expect(await nameIn(shop_id)).toBe('Anna');
    expect(await postponed(shop_id)).toBe(0);
    expect(await deliver(db(), shop_id, sent)).toEqual({ outcome: 'duplicate' });
  });

  it('is forgotten with its customer, also when it is redacted while it waits', async () => {
    const shop_id = await shopWithCustomer();
    await whileHeld(shop_id, () => deliver(db(), shop_id, news()));
    expect(await postponed(shop_id)).toBe(1);
    const redaction = privacyDelivery(sender, 'customers/redact', customer);
    expect(await deliver(db(), shop_id, redaction)).toEqual({ outcome: 'applied' });
    expect(await postponed(shop_id)).toBe(0);
    await work(db());
    expect(await nameIn(shop_id)).toBeNull();
  });

  it('goes by the order of events, not by when the job comes to it', async () => {
    const shop_id = await shopWithCustomer();
    await whileHeld(shop_id, () => deliver(db(), shop_id, news()));
    const later = { ...renamed, firstName: 'Annika', updatedAt: '2026-06-03T10:00:00Z' };
    await deliver(db(), shop_id, customerDelivery(sender, 'customers/update', later));
    await work(db());
    expect(await nameIn(shop_id)).toBe('Annika');
  });
});
