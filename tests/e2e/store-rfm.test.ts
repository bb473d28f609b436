import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../local/stack/settings/state.ts';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone } from './support/callers.ts';

const domain = `rfm-${randomUUID().slice(0, 8)}.myshopify.com`;
const run = promisify(execFile);

describe('what customers are worth', () => {
  let manager: Someone;
  let stranger: Someone;
  let admin: postgres.Sql;
  let shop = '';
  const get = ({ client }: Someone, path: string) => call(client, 'GET', `store/${path}`);

  /** `npm run store:rfm`, on the database of this stack. */
  const command = (...args: string[]) =>
    run('node', ['--import', 'tsx', 'local/commands/store/rfm.ts', ...args], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, DATABASE_URL: stack().status.db_url },
    });

  beforeAll(async () => {
    admin = postgres(stack().adminUrl, { max: 1, onnotice: () => {} });
    [manager, stranger] = await Promise.all([someone('Mia'), someone('Olga')]);
    const gym_id = await found(manager);
    const [row] = await admin<{ id: string }[]>`insert into shops ${
      admin({ gym_id, domain, state: 'connected', currency: 'BRL', timezone: 'America/Sao_Paulo' })
    } returning id`;
    shop = row!.id;
    // Ten who bought once, on ten days, for more each day; and one who never did.
    await admin`insert into customers (shop_id, shopify_id, first_name, shopify_group)
      select ${shop}, 820982911946154500 + n, 'c' || n, case when n > 5 then 'loyal' end
      from generate_series(0, 10) n`;
    await admin`insert into orders (shop_id, customer_id, shopify_id, order_number, total_price,
        currency, financial_status, placed_at, shopify_updated_at)
      select shop_id, id, shopify_id, '#' || first_name, 100.5 * (shopify_id - 820982911946154500),
        'BRL', 'paid', '2026-02-28T15:00Z'::timestamptz
          + make_interval(days => (shopify_id - 820982911946154500)::integer), now()
      from customers where shop_id = ${shop} and first_name <> 'c0'`;
  });
  afterAll(() => admin?.end());

  it('says what segments mean, and which never come up', async () => {
    const { status, body } = await get(stranger, 'segments');
    expect(status).toBe(200);
    expect(body.listed).toHaveLength(11);
    expect(body.listed[3]).toMatchObject({
      ...{ segment: 'new', position: 4, never: true, hidden_by: ['potential_loyalist'] },
    });
    expect(body.most_specific.filter(({ never }: { never: boolean }) => never)).toEqual([]);
  });

  it('is computed as of a day without keeping it, and read once a run was kept', async () => {
    const none = await get(manager, `shops/${shop}/rfm`);
    expect([none.status, none.body.code]).toEqual([404, 'shop_not_scored']);
    const { status, body } = await get(manager, `shops/${shop}/rfm?as_of=2026-03-05`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ as_of: '2026-03-05', kept: false, customers: 5, truncated: false, currency: 'BRL' },
      boundaries: { recency: ['1.80000', '2.60000', '3.40000', '4.20000'] },
      left_out: { other_currency: 0, no_counted_order: 6, orders_in_other_currency: 0 },
    });
    const { stdout } = await command('--shop', domain, '--as-of', '2026-03-05', '--json');
    const kept = JSON.parse(stdout);
    expect(kept).toMatchObject({
      ...{ shop: domain, as_of: '2026-03-05', kept: true, moved: 5, boundaries: body.boundaries },
      segments: body.segments,
    });
    expect(kept.segments[0].revenue).toMatch(/^[0-9]+\.[0-9]{4}$/);
    await command('--shop', domain, '--as-of', '2026-03-11');
    expect((await get(manager, `shops/${shop}/rfm`)).body).toMatchObject({
      ...{ as_of: '2026-03-11', kept: true, customers: 10 },
    });
  });

  it('tells movements, and Shopify’s groups beside ours', async () => {
    const moved = await get(manager, `shops/${shop}/movements?from=2026-03-05&to=2026-03-11`);
    const total = (items: { customers: number }[]) =>
      items.reduce((sum, { customers }) => sum + customers, 0);
    expect(moved.status).toBe(200);
    expect(total(moved.body.items)).toBe(10);
    expect(moved.body.items.filter(({ from }: { from: unknown }) => from === null)).not.toEqual([]);
    const groups = await get(manager, `shops/${shop}/rfm/shopify`);
    expect(groups.body.items).toContainEqual({ shopify_group: null, segment: null, customers: 1 });
    expect(total(groups.body.items)).toBe(11);
    const wrong = await get(manager, `shops/${shop}/movements?from=2026-03-11&to=2026-03-05`);
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_input']);
  });

  it('is asked for by managers, and scored by the queue', async () => {
    const asked = await call(manager.client, 'POST', `store/shops/${shop}/rfm`);
    expect([asked.status, asked.body]).toEqual([202, { shop_id: shop, enqueued: true }]);
    await expect.poll(async () => (await get(manager, `shops/${shop}/rfm`)).body.as_of, {
      timeout: 20_000,
    }).not.toBe('2026-03-11');
  });

  it('is nobody else’s', async () => {
    for (const list of ['rfm/shopify', 'movements?from=2026-03-05&to=2026-03-11']) {
      expect((await get(stranger, `shops/${shop}/${list}`)).body).toEqual({ items: [] });
    }
    for (const path of ['rfm', 'rfm?as_of=2026-03-05']) {
      const { status, body } = await get(stranger, `shops/${shop}/${path}`);
      expect([status, body.code]).toEqual([404, 'shop_not_found']);
    }
    const asked = await call(stranger.client, 'POST', `store/shops/${shop}/rfm`);
    expect([asked.status, asked.body.code]).toEqual([404, 'shop_not_found']);
  });

  it('names the shops there are to who asks for another on the command line', async () => {
    await expect(command('--shop', 'nobody.myshopify.com')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(domain),
    });
  });
});
