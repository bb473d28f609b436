import { describe, expect, it } from 'vitest';
import { advanceEntries } from '../../../src/mailings/entries/advance-entries.ts';
import { enterAutomations } from '../../../src/mailings/entries/enter-automations.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const db = () => under.door.asSystem('test');
const NOW = new Date('2027-01-01T00:00:00Z');
const placed = { trigger: 'order_placed', trigger_options: {} } as const;
const all = <T>(count: number, work: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, work));
const sum = <K extends string>(rows: Record<K, number>[], what: K) =>
  rows.reduce((total, row) => total + row[what], 0);

/** A shop in which so many customers ordered, once each. */
async function ordered(customers: number) {
  const shop_id = await at.shop();
  const one = await at.automation(shop_id, placed, {
    nodes: [{ kind: 'tag', tag: 'one', next: 1 }, { kind: 'tag', tag: 'two', next: null }],
  });
  await under.admin`insert into customers (shop_id, shopify_id)
    select ${shop_id}, n from generate_series(1, ${customers}::integer) n`;
  await under.admin`insert into orders (shop_id, customer_id, shopify_id, order_number, total_price,
      currency, financial_status, placed_at, shopify_updated_at)
    select shop_id, id, shopify_id, '#1', 10, 'EUR', 'paid', '2026-06-01', '2026-06-01'
    from customers where shop_id = ${shop_id}`;
  return one;
}

describe('several workers at once', () => {
  it('let everybody enter once, and do each node once', async () => {
    const { automation_id, shop_id } = await ordered(1_700);
    const entered = await all(4, () => enterAutomations({ db: db(), now: NOW }));
    expect([sum(entered, 'events'), sum(entered, 'entered')]).toEqual([1_700, 1_700]);
    const advanced = await all(4, () => advanceEntries({ db: db(), now: NOW }));
    const rest = await advanceEntries({ db: db(), now: NOW });
    expect(sum([...advanced, rest], 'advanced')).toBe(3_400);
    expect(sum([...advanced, rest], 'tagged')).toBe(3_400);
    expect(sum([...advanced, rest], 'done')).toBe(1_700);
    expect((await at.entries(automation_id)).every(({ state }) => state === 'done')).toBe(true);
    expect(await at.tags(shop_id)).toHaveLength(3_400);
  });

  it('pass by an entry that another holds, and find it when that one is gone', async () => {
    const { automation_id } = await ordered(2);
    await enterAutomations({ db: db(), now: NOW });
    const [held] = await at.entries(automation_id);
    const killed = under.admin.begin(async (tx) => {
      await tx`select from private.automation_entries where id = ${held!.id} for update`;
      expect(await advanceEntries({ db: db(), now: NOW })).toMatchObject({ done: 1 });
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await advanceEntries({ db: db(), now: NOW })).toMatchObject({ advanced: 2, done: 1 });
  });

  it('lose nothing of a statement that fails in between', async () => {
    const { automation_id, shop_id } = await ordered(3);
    await enterAutomations({ db: db(), now: NOW });
    // As though it were killed after the entry and before the tag.
    await under
      .admin`alter table customer_tags add constraint never check (tag <> 'two') not valid`;
    await expect(advanceEntries({ db: db(), now: NOW })).rejects.toThrow();
    expect((await at.entries(automation_id)).map(({ state, node }) => [state, node]))
      .toEqual([['active', 1], ['active', 1], ['active', 1]]);
    await under.admin`alter table customer_tags drop constraint never`;
    expect(await advanceEntries({ db: db(), now: NOW })).toMatchObject({ tagged: 3, done: 3 });
    expect(await at.tags(shop_id)).toHaveLength(6);
  });
});
