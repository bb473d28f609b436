import { describe, expect, it } from 'vitest';
import { enterAutomations } from '../../../src/mailings/entries/enter-automations.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const db = () => under.door.asSystem('test');
const enter = (now = '2027-01-01T00:00:00Z') => enterAutomations({ db: db(), now: new Date(now) });
const waiting = async (shop_id: string) =>
  (await under.admin`select from private.automation_events where shop_id = ${shop_id}`).length;

const placed = { trigger: 'order_placed', trigger_options: {} } as const;

describe('an order', () => {
  it('lets its customer enter, once, with what a template may say of it', async () => {
    const shop_id = await at.shop();
    const { automation_id, version_id } = await at.automation(shop_id, placed);
    const customer_id = await at.customer(shop_id);
    const order = await at.order(shop_id, customer_id, { order_number: '#7' });
    expect(await enter()).toEqual({ events: 1, entered: 1 });
    expect(await at.entries(automation_id)).toMatchObject([{
      ...{ customer_id, version_id, key: `order:${order}`, state: 'active', node: 0 },
      due_at: new Date('2026-06-01T10:00:00Z'),
      details: { order_number: '#7', order_total: '50.0000', order_currency: 'EUR' },
    }]);
    await under.admin`insert into private.automation_events
      (shop_id, customer_id, trigger, key, happened_at)
      values (${shop_id}, ${customer_id}, 'order_placed', ${`order:${order}`}, '2026-06-01')`;
    expect(await enter()).toEqual({ events: 1, entered: 0 });
  });

  it('placed before the automation was published lets nobody enter, nor is it noted', async () => {
    const shop_id = await at.shop();
    await at.automation(shop_id, placed, { at: '2026-05-01T00:00:00Z' });
    const customer_id = await at.customer(shop_id);
    await at.order(shop_id, customer_id, { placed_at: '2026-04-30T23:59:59Z' });
    await at.order(shop_id, null, { placed_at: '2026-05-02T00:00:00Z' });
    await at.order(shop_id, customer_id, {
      ...{ placed_at: '2026-05-02T00:00:00Z', cancelled_at: '2026-05-02T00:00:00Z' },
    });
    await at.order(shop_id, customer_id, { financial_status: 'voided' });
    expect(await waiting(shop_id)).toBe(0);
  });

  it('of somebody of whom nothing was told yet waits for that, ten minutes', async () => {
    const shop_id = await at.shop();
    await at.automation(shop_id, placed);
    const order = { placed_at: '2026-06-01T10:00:00Z' };
    const [known, unknown] = [
      await at.customer(shop_id, { email: 'ana@example.com' }),
      await at.customer(shop_id),
    ];
    for (const customer_id of [unknown, known]) await at.order(shop_id, customer_id, order);
    expect(await enter('2026-06-01T10:01:00Z')).toEqual({ events: 1, entered: 1 });
    await under.admin`update customers set shopify_updated_at = '2026-06-01T10:01:30Z'
      where id = ${unknown}`;
    expect(await enter('2026-06-01T10:02:00Z')).toEqual({ events: 1, entered: 1 });
    await at.order(shop_id, await at.customer(shop_id), order);
    expect(await enter('2026-06-01T10:09:59Z')).toEqual({ events: 0, entered: 0 });
    expect(await enter('2026-06-01T10:10:00Z')).toEqual({ events: 1, entered: 1 });
  });

  it('of too little, or in another currency, is not what is waited for', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, {
      trigger: 'order_placed',
      trigger_options: { min_total: '50' },
    });
    const customer_id = await at.customer(shop_id);
    await at.order(shop_id, customer_id, { total_price: '49.9999' });
    await at.order(shop_id, customer_id, { currency: 'USD' });
    const enough = await at.order(shop_id, customer_id, { total_price: '50' });
    expect(await enter()).toEqual({ events: 3, entered: 1 });
    expect((await at.entries(automation_id)).map(({ key }) => key)).toEqual([`order:${enough}`]);
  });

  it('is the first purchase only where none came before, whenever that was told', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, {
      trigger: 'first_purchase',
      trigger_options: {},
    });
    const [old, fresh] = [await at.customer(shop_id), await at.customer(shop_id)];
    await at.order(shop_id, old);
    await at.order(shop_id, fresh);
    await at.order(shop_id, fresh, { placed_at: '2026-06-02T00:00:00Z' });
    // The history comes after the news.
    await at.order(shop_id, old, { placed_at: '2025-01-01T00:00:00Z' });
    await enter();
    expect(await at.entries(automation_id)).toMatchObject([{
      customer_id: fresh,
      key: 'first_purchase',
      due_at: new Date('2026-06-01T10:00:00Z'),
    }]);
  });

  it('is not noted in a shop in which nothing that is enabled waits for it', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, placed);
    await at.automation(shop_id, { trigger: 'segment_changed', trigger_options: {} });
    await under.admin`update automations set enabled = false where id = ${automation_id}`;
    await at.order(shop_id, await at.customer(shop_id));
    expect(await waiting(shop_id)).toBe(0);
  });

  it('noted before the automation was stopped lets nobody enter', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, placed);
    await at.order(shop_id, await at.customer(shop_id));
    await under.admin`update automations set enabled = false where id = ${automation_id}`;
    expect(await enter()).toEqual({ events: 1, entered: 0 });
  });

  it('that happens later than now waits', async () => {
    const shop_id = await at.shop();
    await at.automation(shop_id, placed);
    await at.order(shop_id, await at.customer(shop_id, { email: 'ana@example.com' }));
    expect(await enter('2026-06-01T09:59:59Z')).toEqual({ events: 0, entered: 0 });
    expect(await enter('2026-06-01T10:00:00Z')).toEqual({ events: 1, entered: 1 });
  });
});

describe('a version', () => {
  it('is entered by what happened while it stood, whatever is published before it is looked at', async () => {
    const shop_id = await at.shop();
    const one = await at.automation(shop_id, placed);
    const customer_id = await at.customer(shop_id);
    await at.order(shop_id, customer_id, { placed_at: '2026-06-01T00:00:00Z' });
    const second = await at.publish(one, placed, {
      at: '2026-06-02T00:00:00Z',
      nodes: [{ kind: 'tag', tag: 'second', next: null }],
    });
    await at.order(shop_id, customer_id, { placed_at: '2026-06-03T00:00:00Z' });
    await enter();
    expect((await at.entries(one.automation_id)).map(({ version_id }) => version_id))
      .toEqual([one.version_id, second]);
  });

  it('is as fast to enter after a thousand publications, each by what happened while it stood', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, placed);
    await under.admin`insert into automation_versions (
        shop_id, automation_id, number, trigger, trigger_options, conditions, nodes, created_at
      )
      select shop_id, automation_id, n, trigger, trigger_options, conditions, nodes,
        created_at + make_interval(hours => n - 1)
      from automation_versions, generate_series(2, 1000) n where automation_id = ${automation_id}`;
    const customer_id = await at.customer(shop_id);
    // In the midst of the hours of the 1st, the 10th, the 500th, and of the last, which stands still.
    const hours = [0, 9, 499, 4_000];
    for (const hour of hours) {
      const placed_at = new Date(Date.parse('2026-01-01T00:30:00Z') + hour * 3_600_000);
      await at.order(shop_id, customer_id, { placed_at });
    }
    expect(await enter()).toEqual({ events: 4, entered: 4 });
    const entered = await under.admin`select v.number
      from private.automation_entries e join automation_versions v on v.id = e.version_id
      where e.automation_id = ${automation_id} order by v.number`;
    expect(entered.map(({ number }) => number)).toEqual([1, 10, 500, 1000]);
  });

  it('that raw SQL made senseless is entered by nobody, and keeps nobody else waiting', async () => {
    const shop_id = await at.shop();
    await at.automation(shop_id, placed, {
      conditions: [{ field: 'nonsense', is: 'in' } as never],
    });
    const good = await at.automation(shop_id, placed);
    await at.order(shop_id, await at.customer(shop_id));
    expect(await enter()).toEqual({ events: 1, entered: 1 });
    expect(await at.entries(good.automation_id)).toHaveLength(1);
  });

  it('is entered only by whom its conditions hold of', async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, placed, {
      conditions: [{ field: 'orders_count', is: 'at_least', value: 2 }],
    });
    const [once, twice] = [await at.customer(shop_id), await at.customer(shop_id)];
    await at.order(shop_id, once);
    await at.order(shop_id, twice, { placed_at: '2025-01-01' });
    const counts = await at.order(shop_id, twice);
    await enter();
    expect(await at.entries(automation_id)).toMatchObject([{
      customer_id: twice,
      key: `order:${counts}`,
    }]);
  });
});
