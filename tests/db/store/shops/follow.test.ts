import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runJobs } from '../../../../src/jobs/engine/run-jobs.ts';
import { registerJob } from '../../../../src/jobs/register-job.ts';
import { followShop } from '../../../../src/store/shops/access/follow-shop.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import {
  type Delivery,
  scopesDelivery,
  shopDelivery,
} from '../../../../testkit/doubles/shopify/deliveries.ts';
import { type ShopifyDouble, startShopify } from '../../../../testkit/doubles/shopify/server.ts';
import type { FakeShop } from '../../../../testkit/doubles/shopify/shop.ts';
import { deliver, sender } from '../support/deliver.ts';
import { gymsWithShops } from './support/gyms-with-shops.ts';

const under = useDoor();
let double: ShopifyDouble;
const at = gymsWithShops(under, () => double);
let shop: FakeShop;
let shop_id = '';
let shops = 0;

beforeAll(async () => {
  double = await startShopify();
});
afterAll(() => double.stop());
beforeEach(async () => {
  shop = double.open(`follow-${++shops}.myshopify.com`);
  shop_id = (await at.connect(await at.gym(), shop)).id;
  await under.admin`delete from private.jobs`;
});

/** Shopify says that something has changed, and the queue asks what. */
async function told(delivery: Delivery) {
  const { db } = at.system();
  expect(await deliver(db, shop_id, delivery)).toEqual({ outcome: 'applied' });
  return await runJobs({ db, jobs: [registerJob(followShop, at.system())] }, { budgetMs: 10_000 });
}
const changed = () => shopDelivery(sender, 'shop/update');
const scopes = () =>
  scopesDelivery(sender, { previous: [], current: [], updatedAt: '2026-06-01T10:00:00Z' });
const found = async () =>
  (await under.admin`select state, currency, timezone from shops where id = ${shop_id}`)[0];

it('a shop that changes currency and time zone is what it says it is now', async () => {
  Object.assign(shop, { currency: 'BRL', timezone: 'America/Sao_Paulo' });
  expect(await told(changed())).toMatchObject({ taken: 1, succeeded: 1 });
  expect(await found())
    .toEqual({ state: 'connected', currency: 'BRL', timezone: 'America/Sao_Paulo' });
});

it('less that it lets us read makes it truncated, more connects it again, too little is stale', async () => {
  const all = shop.scopes;
  shop.scopes = ['read_customers', 'read_orders'];
  await told(scopes());
  expect(await found()).toMatchObject({ state: 'truncated' });
  shop.scopes = all;
  await told(scopes());
  expect(await found()).toMatchObject({ state: 'connected' });
  shop.scopes = ['read_customers'];
  await told(scopes());
  expect(await found()).toMatchObject({ state: 'stale' });
});

it('one that was disconnected meanwhile stays so, and one that is away is asked again', async () => {
  shop.failNext('graphql', 503, 503, 503, 503);
  expect(await told(changed())).toMatchObject({ retried: 1 });
  await under.admin`delete from private.jobs`;
  await under.admin`update shops set state = 'uninstalled', uninstalled_at = now()
    where id = ${shop_id}`;
  await told(changed());
  expect(await found()).toMatchObject({ state: 'uninstalled' });
});
