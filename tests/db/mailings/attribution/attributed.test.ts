import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailedShops } from './support/mailed-shop.ts';

const under = useDoor();
const at = mailedShops(() => under.admin);

const NOON = Date.parse('2026-03-02T12:00:00Z');
const AT = new Date('2026-06-01T00:00:00Z');
const HOUR = 3_600_000;
/** So many hours after noon. */
const after = (hours: number, ms = 0) => new Date(NOON + hours * HOUR + ms);

async function attributed(automation_id: string, days: number, as_of = AT) {
  const [row] = await under.admin`
    select * from private.attributed_orders(${automation_id}, ${days}, ${as_of})`;
  return row;
}

async function welcome(customers = 1) {
  const shop_id = await at.shop();
  return {
    shop_id,
    automation: await at.automation(shop_id, 0),
    customers: await at.customers(shop_id, customers),
  };
}

describe('orders upon a message', () => {
  it('counts from its instant on, for whole days, without the last instant', async () => {
    const { shop_id, automation, customers: [customer] } = await welcome();
    await at.sent([{ customer: customer!, automation, at: after(0) }]);
    const bought = (when: Date, value: bigint) =>
      at.bought(shop_id, [{ customer: customer!, at: when, value }]);
    await bought(after(0, -1), 1_0000n);
    expect(await attributed(automation.id, 2)).toMatchObject({ messages: 1, orders: 0 });
    await bought(after(0), 10_0000n);
    await bought(after(48, -1), 100_0001n);
    await bought(after(48), 1000_0000n);
    expect(await attributed(automation.id, 2)).toEqual({
      ...{ messages: 1, customers: 1, orders: 2, revenue: '110.0001' },
      orders_in_other_currency: 0,
    });
    expect(await attributed(automation.id, 3)).toMatchObject({ orders: 3, revenue: '1110.0001' });
  });

  it('gives an order to the last message before it alone, whichever automation sent it', async () => {
    const { shop_id, automation, customers: [customer] } = await welcome();
    const other = await at.automation(shop_id, 0);
    await at.sent([
      { customer: customer!, automation, at: after(0) },
      { customer: customer!, automation: other, at: after(24) },
      { customer: customer!, automation, at: after(30) },
    ]);
    const orders = [[1, 1n], [23.999, 2n], [24, 4n], [29, 8n], [30, 16n], [90, 32n]] as const;
    await at.bought(
      shop_id,
      orders.map(([hours, value]) => ({
        customer: customer!,
        at: after(hours),
        value: value * 10_000n,
      })),
    );
    expect(await attributed(automation.id, 7))
      .toMatchObject({ messages: 2, customers: 1, orders: 4, revenue: '51.0000' });
    expect(await attributed(other.id, 7))
      .toMatchObject({ messages: 1, orders: 2, revenue: '12.0000' });
    // A later message takes what it does not count either: one day after it, nothing is left.
    expect(await attributed(automation.id, 1)).toMatchObject({ orders: 3, revenue: '19.0000' });
  });

  it('gives it to one of two messages of one instant', async () => {
    const { shop_id, automation, customers: [customer] } = await welcome();
    const other = await at.automation(shop_id, 0);
    await at.sent([
      { customer: customer!, automation, at: after(0) },
      { customer: customer!, automation: other, at: after(0) },
    ]);
    await at.bought(shop_id, [{ customer: customer!, at: after(1) }]);
    const counts = await Promise.all([attributed(automation.id, 1), attributed(other.id, 1)]);
    expect(counts.map((row) => row!['orders']).sort()).toEqual([0, 1]);
  });

  it('counts for messages that reached somebody alone', async () => {
    const { shop_id, automation, customers } = await welcome(10);
    const statuses = ['sent', 'delivered', 'complained', 'bounced', 'failed', 'scheduled'];
    const others = ['sending', 'held_out', 'refused', 'cancelled'];
    for (const [i, status] of [...statuses, ...others].entries()) {
      const reason = status === 'failed'
        ? 'outcome_unknown'
        : status === 'refused'
        ? 'minor'
        : undefined;
      const message = { customer: customers[i]!, automation, at: after(0), status };
      if (status === 'sending') continue;
      await at.sent([{ ...message, ...reason ? { reason } : {} }]);
    }
    await at.bought(
      shop_id,
      customers.map((customer, i) => ({ customer, at: after(1), value: 10_000n << BigInt(i) })),
    );
    expect(await attributed(automation.id, 1))
      .toMatchObject({ messages: 3, customers: 3, orders: 3, revenue: '7.0000' });
  });

  it('counts what orders are worth: less refunds, in the shop’s currency, until now', async () => {
    const { shop_id, automation, customers: [customer] } = await welcome();
    await at.sent([{ customer: customer!, automation, at: after(0) }]);
    const order = (columns: Record<string, unknown>, hours = 1) => ({
      ...{ customer: customer!, at: after(hours), columns },
    });
    await at.bought(shop_id, [
      order({ refunded: '30.5', financial_status: 'partially_refunded' }),
      order({ refunded: '100' }),
      order({ cancelled_at: after(2) }),
      order({ deleted_at: after(2) }),
      order({ financial_status: 'pending' }),
      order({ currency: 'USD' }),
      order({}, 20),
    ]);
    expect(await attributed(automation.id, 1)).toEqual({
      ...{ messages: 1, customers: 1, orders: 2, revenue: '169.5000' },
      orders_in_other_currency: 1,
    });
    // As of an hour in between, the last order is not there yet, nor before it the message.
    expect(await attributed(automation.id, 1, after(19))).toMatchObject({ orders: 1 });
    expect(await attributed(automation.id, 1, after(-1)))
      .toEqual({
        ...{ messages: 0, customers: 0, orders: 0, revenue: '0' },
        orders_in_other_currency: 0,
      });
  });

  it('mixes no customers and no shops', async () => {
    const { shop_id, automation, customers: [one, two] } = await welcome(2);
    const elsewhere = await welcome();
    await at.sent([{ customer: one!, automation, at: after(0) }]);
    await at.bought(shop_id, [{ customer: two!, at: after(1) }]);
    await at.bought(elsewhere.shop_id, [{ customer: elsewhere.customers[0]!, at: after(1) }]);
    expect(await attributed(automation.id, 1)).toMatchObject({ orders: 0, revenue: '0' });
  });
});
