import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { somePeople } from '../../testkit/doubles/shopify/people/people.ts';
import { type ShopifyDouble, startShopify } from '../../testkit/doubles/shopify/server.ts';
import { call } from '../../testkit/http/call.ts';
import { stack } from '../../testkit/http/stack.ts';
import { found, type Someone, someone } from './support/callers.ts';

const PEOPLE = { customers: 40, orders: 160, seed: 7, until: '2026-09-01T00:00:00Z' };

let shopify: ShopifyDouble;
let manager: Someone;
let stranger: Someone;
let shop_id = '';
let sql: postgres.Sql;

beforeAll(async () => {
  shopify = await startShopify('e2e-backfill.myshopify.com', stack().shopifyPort);
  const { customers, orders } = somePeople(PEOPLE);
  shopify.customers.push(...customers);
  shopify.orders.push(...orders);
  shopify.scopes.push('read_all_orders');
  sql = postgres(stack().status.db_url, { max: 1 });
  [manager, stranger] = [await someone('Bea'), await someone('Sid')];
  const credentials = {
    kind: 'client_credentials',
    client_id: shopify.clientId,
    client_secret: shopify.clientSecret,
  };
  const body = { gym_id: await found(manager), domain: shopify.domain, credentials };
  const made = await call(manager.client, 'POST', 'store/shops', { body });
  expect(made.status).toBe(201);
  shop_id = made.body.id;
});
afterAll(async () => {
  await sql?.end();
  await shopify?.stop();
});

const start = (who = manager) => call(who.client, 'POST', `store/shops/${shop_id}/backfills`);
const read = (id: string, who = manager) => call(who.client, 'GET', `store/backfills/${id}`);

/** Waits until a backfill has ended; the stack looks for due jobs four times a second. */
const ended = (id: string) =>
  vi.waitFor(async () => {
    const { body } = await read(id);
    if (['queued', 'running'].includes(body.state)) throw new Error(`still ${body.state}`);
    return body;
  }, { timeout: 45_000, interval: 200 });

const held = async () => {
  const [rows] = await sql`
    select (select count(*)::int from customers where shop_id = ${shop_id}) as customers,
      (select count(*)::int from orders where shop_id = ${shop_id}) as orders`;
  return rows;
};

describe('a backfill', () => {
  it('brings all that Shopify has, through a limit, failures, a cut and an address that ended', async () => {
    shopify.bucket.level = 3;
    shopify.failNext('graphql', 503);
    shopify.failNext('download', 'half', 500);
    // Started three times is started once, also at once.
    const [made, ...others] = await Promise.all([start(), start(), start()]);
    expect(made).toMatchObject({ status: 202, body: { source: 'bulk', percent: 0, shop_id } });
    for (const { body } of [...others, await start()]) expect(body.id).toBe(made.body.id);
    // The address of the first file is another one as soon as it was told.
    await vi.waitFor(() => {
      const file = shopify.runs.find((run) => run.file)?.file;
      if (!file) throw new Error('not yet');
      file.key = crypto.randomUUID().replaceAll('-', '');
    }, { timeout: 30_000, interval: 20 });

    const all = { customers: 40, orders: 160 };
    expect(await ended(made.body.id)).toMatchObject({
      ...{ state: 'succeeded', percent: 100, error: null, rejected: 0, lines_done: 200, ...all },
    });
    expect(await held()).toEqual(all);
    const downloads = shopify.requests.filter(({ at }) => at === 'download');
    expect(downloads.map(({ headers }) => headers['x-shopify-access-token'])).not.toContain(
      expect.anything(),
    );
    const listed = await call(manager.client, 'GET', `store/shops/${shop_id}/backfills`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([made.body.id]);
    const rejects = await call(manager.client, 'GET', `store/backfills/${made.body.id}/rejects`);
    expect(rejects.body).toEqual({ items: [], next_cursor: null });
    expect(await call(manager.client, 'POST', `store/backfills/${made.body.id}/cancel`))
      .toMatchObject({ status: 409, body: { code: 'backfill_succeeded' } });
  });

  it('is nobody else’s', async () => {
    const [{ id }] = await sql<[{ id: string }]>`
      select id from backfills where shop_id = ${shop_id}`;
    expect(await start(stranger)).toMatchObject({ status: 404, body: { code: 'shop_not_found' } });
    const none = { status: 404, body: { code: 'backfill_not_found' } };
    expect(await read(id, stranger)).toMatchObject(none);
    expect(await call(stranger.client, 'POST', `store/backfills/${id}/cancel`)).toMatchObject(none);
    const lists = ['backfills', 'reconciliations', 'privacy-requests'];
    for (
      const list of [
        `backfills/${id}/rejects`,
        ...lists.map((one) => `shops/${shop_id}/${one}`),
      ]
    ) {
      expect((await call(stranger.client, 'GET', `store/${list}`)).body.items, list).toEqual([]);
    }
  });

  it('says why Shopify could not', async () => {
    shopify.bulk = { ...shopify.bulk, outcome: 'FAILED', errorCode: 'TIMEOUT' };
    const { body } = await start();
    expect(await ended(body.id)).toMatchObject({
      ...{ state: 'failed', error: 'operation_timeout' },
      error_message: 'Shopify took too long and gave up; start again.',
    });
    shopify.bulk = { ...shopify.bulk, outcome: 'COMPLETED', errorCode: null };
  });

  it('is cancelled, also at Shopify', async () => {
    shopify.bulk = { ...shopify.bulk, polls: 1_000 };
    const { body: { id } } = await start();
    await vi.waitFor(() => {
      if (shopify.runs.filter(({ status }) => status === 'RUNNING').length < 1) throw new Error();
    }, { timeout: 20_000 });
    const cancelled = await call(manager.client, 'POST', `store/backfills/${id}/cancel`);
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await vi.waitFor(() => {
      const over = shopify.runs.filter(({ status }) => ['CANCELING', 'CANCELED'].includes(status));
      if (over.length < 2) throw new Error('Shopify still runs them');
    }, { timeout: 20_000 });
    shopify.bulk = { ...shopify.bulk, polls: 1 };
  });
});

describe('a reconciliation', () => {
  const reconcile = async () => {
    await sql`select private.start_reconciliations()`;
    return await vi.waitFor(async () => {
      const { body } = await call(
        manager.client,
        'GET',
        `store/shops/${shop_id}/reconciliations`,
      );
      const [newest] = body.items;
      if (['queued', 'running'].includes(newest?.state)) throw new Error('still under way');
      return newest;
    }, { timeout: 45_000, interval: 200 });
  };

  it('finds nothing where nothing differs, and then what does', async () => {
    expect(await reconcile()).toMatchObject({
      ...{ state: 'succeeded', compared: 160, differing: 0, missing: 0, only_ours: 0 },
      ...{ customers_theirs: 40, customers_ours: 40, orders_theirs: 160, orders_ours: 160 },
    });
    // News that never came: an order of theirs, one of ours, and one that says something else.
    const [first, second] = shopify.orders as [typeof shopify.orders[0], typeof shopify.orders[0]];
    await sql`delete from orders where shop_id = ${shop_id} and shopify_id = ${first.id}`;
    await sql`update orders set total_price = total_price + 1
      where shop_id = ${shop_id} and shopify_id = ${second.id}`;
    const gone = shopify.orders.pop()!;
    const found = await reconcile();
    expect(found).toMatchObject({
      ...{ state: 'succeeded', compared: 158, differing: 1, missing: 1, only_ours: 1 },
      ...{ orders_theirs: 159, orders_ours: 159 },
    });
    const { body } = await call(
      manager.client,
      'GET',
      `store/reconciliations/${found.id}/differences`,
    );
    expect(
      body.items.map(({ shopify_id, kind }: Record<string, string>) => [shopify_id, kind]),
    ).toEqual(
      [[first.id, 'missing'], [second.id, 'differing'], [gone.id, 'only_ours']].toSorted((a, b) =>
        BigInt(a[0]!) < BigInt(b[0]!) ? -1 : 1
      ),
    );
    const none = await call(
      stranger.client,
      'GET',
      `store/reconciliations/${found.id}/differences`,
    );
    expect(none.body.items).toEqual([]);
    const [left] = await sql`select count(*)::int as rows from private.orders_seen`;
    expect(left).toEqual({ rows: 0 });
  });

  it('is compared within what Shopify gives without read_all_orders', async () => {
    await sql`update shops set state = 'truncated' where id = ${shop_id}`;
    shopify.scopes = shopify.scopes.filter((scope) => scope !== 'read_all_orders');
    expect(await reconcile()).toMatchObject({
      ...{ state: 'succeeded', truncated: true, orders_theirs: 0, compared: 0, only_ours: 0 },
    });
  });
});
