import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { mailedShops } from './support/mailed-shop.ts';

const under = useDoor();
const at = mailedShops(() => under.admin);

const NOON = Date.parse('2026-03-02T12:00:00Z');
const AT = new Date('2026-06-01T00:00:00Z');
const after = (hours: number, ms = 0) => new Date(NOON + hours * 3_600_000 + ms);

async function sums(automation_id: string, as_of = AT) {
  return await under.admin`
    select percent, held_out, customers, buyers, orders, revenue
    from private.group_sums(${automation_id}, 2, ${as_of}) order by percent, held_out`;
}

describe('the groups of an automation', () => {
  it('counts everybody once, by the first message, and all orders of their days', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 10);
    const [one, two] = await at.customers(shop_id, 2);
    await at.sent([
      { customer: one!, automation, at: after(0) },
      { customer: one!, automation, at: after(40) },
      { customer: two!, automation, at: after(0), status: 'held_out' },
      { customer: two!, automation, at: after(40), status: 'held_out' },
    ]);
    const whens = [after(0, -1), after(0), after(1), after(48, -1), after(48)];
    await at.bought(shop_id, whens.map((when) => ({ customer: two!, at: when })));
    await at.bought(shop_id, [
      { customer: one!, at: after(2), columns: { currency: 'USD' } },
      { customer: one!, at: after(2), columns: { cancelled_at: after(3) } },
    ]);
    expect(await sums(automation.id)).toEqual([
      { percent: 10, held_out: false, customers: '1', buyers: '0', orders: '0', revenue: '0' },
      {
        percent: 10,
        held_out: true,
        customers: '1',
        buyers: '1',
        orders: '3',
        revenue: '300.0000',
      },
    ]);
  });

  it('waits until the days of a customer are over', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 10);
    const [one, two] = await at.customers(shop_id, 2);
    await at.sent([
      { customer: one!, automation, at: after(0) },
      { customer: two!, automation, at: after(1) },
    ]);
    expect(await sums(automation.id, after(48, -1))).toEqual([]);
    expect(await sums(automation.id, after(48))).toMatchObject([{ customers: '1' }]);
    expect(await sums(automation.id, after(49))).toMatchObject([{ customers: '2' }]);
  });

  it('leaves out who was refused at once, and keeps whom something became of later', async () => {
    const shop_id = await at.shop();
    const automation = await at.automation(shop_id, 10);
    const customers = await at.customers(shop_id, 5);
    const [refused, later, cancelled, failed, waits] = customers;
    const scheduled = { automation, at: after(0), status: 'scheduled' };
    await at.sent([
      { ...scheduled, customer: refused!, status: 'refused', reason: 'unsubscribed' },
      { ...scheduled, customer: waits!, reason: 'cap' },
    ]);
    const ids = await at.sent([later!, cancelled!, failed!].map((customer) => ({
      ...scheduled,
      customer,
    })));
    await under.admin`update message_logs set status = 'refused', reason = 'suppressed'
      where id = ${ids[0]!}`;
    await under.admin`update message_logs set status = 'cancelled' where id = ${ids[1]!}`;
    await under.admin`update message_logs set status = 'failed', reason = 'gave_up'
      where id = ${ids[2]!}`;
    expect(await sums(automation.id)).toMatchObject([{ held_out: false, customers: '4' }]);
  });
});
