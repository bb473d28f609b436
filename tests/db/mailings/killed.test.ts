import { expect, it } from 'vitest';
import { advanceEntries } from '../../../src/mailings/entries/advance-entries.ts';
import { enterAutomations } from '../../../src/mailings/entries/enter-automations.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const db = () => under.door.asSystem('test');
const NOW = new Date('2027-01-01T00:00:00Z');
const CUSTOMERS = 40;
const placed = { trigger: 'order_placed', trigger_options: {} } as const;

/** In the midst of a statement: rows of it are written when the backend is ended. */
async function slowed(table: string) {
  await under.admin.unsafe(`
    create or replace function private.linger() returns trigger language plpgsql as
      'begin perform pg_sleep(0.05); return new; end';
    create or replace trigger linger before insert on ${table}
      for each row execute function private.linger()`);
  return () => under.admin.unsafe(`drop trigger linger on ${table}`);
}

/** Ends the backend that is writing to a table, some rows into its statement. */
async function kill(table: string): Promise<void> {
  await expect.poll(async () => {
    const ended = await under.admin`
      select pg_terminate_backend(a.pid) from pg_stat_activity a
      where a.datname = current_database() and a.pid <> pg_backend_pid() and a.state = 'active'
        and a.wait_event = 'PgSleep' and a.query like ${`%insert into ${table}%`}
        and now() - a.query_start > interval '0.3 seconds'`;
    return ended.length;
  }, { timeout: 10_000, interval: 20 }).toBe(1);
}

/** Does it with the backend killed, which must show; then again, to the end. */
async function throughDeath<T>(table: string, work: () => Promise<T>): Promise<T> {
  const restore = await slowed(table);
  const [attempt] = await Promise.allSettled([work(), kill(table)]);
  expect(attempt.status).toBe('rejected');
  await restore();
  return await work();
}

it(
  'who enters and what nodes do is done once, though backends are ended in the midst of it',
  async () => {
    const shop_id = await at.shop();
    const { automation_id } = await at.automation(shop_id, placed, {
      nodes: [{ kind: 'wait', minutes: 5, next: 1 }, { kind: 'tag', tag: 'waited', next: null }],
    });
    await under.admin`insert into customers (shop_id, shopify_id)
    select ${shop_id}, n from generate_series(1, ${CUSTOMERS}::integer) n`;
    await under
      .admin`insert into orders (shop_id, customer_id, shopify_id, order_number, total_price,
      currency, financial_status, placed_at, shopify_updated_at)
    select shop_id, id, shopify_id, '#1', 10, 'EUR', 'paid', '2026-06-01', '2026-06-01'
    from customers where shop_id = ${shop_id}`;

    expect(
      await throughDeath(
        'private.automation_entries',
        () => enterAutomations({ db: db(), now: NOW }),
      ),
    ).toEqual({ events: CUSTOMERS, entered: CUSTOMERS });
    expect(await at.entries(automation_id)).toHaveLength(CUSTOMERS);

    // The wait is over and its node is left when the tags are put: that much was done before.
    expect(
      await throughDeath(
        'public.customer_tags',
        () => advanceEntries({ db: db(), now: NOW }),
      ),
    ).toMatchObject({ advanced: CUSTOMERS, tagged: CUSTOMERS, done: CUSTOMERS });
    expect(await at.tags(shop_id)).toHaveLength(CUSTOMERS);
    expect(await at.entries(automation_id)).toSatisfy((
      entries: { state: string; due_at: Date }[],
    ) =>
      entries.every(({ state, due_at }) =>
        state === 'done' && due_at.toISOString() === '2026-06-01T00:05:00.000Z'
      )
    );
    expect(await enterAutomations({ db: db(), now: NOW })).toEqual({ events: 0, entered: 0 });
  },
  60_000,
);
