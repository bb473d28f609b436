import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disconnectShop } from '../../../../src/store/shops/disconnect-shop.ts';
import { replaceCredentials } from '../../../../src/store/shops/replace-credentials.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type ShopifyDouble, startShopify } from '../../../../testkit/doubles/shopify/server.ts';
import type { FakeShop } from '../../../../testkit/doubles/shopify/shop.ts';
import { gymsWithShops, type Managed } from './support/gyms-with-shops.ts';

const under = useDoor({ poolSize: 10 });
let double: ShopifyDouble;
const at = gymsWithShops(under, () => double);

let gym: Managed;
let shop: FakeShop;
let shops = 0;

beforeAll(async () => {
  double = await startShopify();
});
afterAll(() => double.stop());
beforeEach(async () => {
  gym = await at.gym();
  shop = double.open(`shop-${++shops}.myshopify.com`);
});

const code = (error: { code?: string; field?: string }) => `${error.code} ${error.field}`;
const refused = (work: Promise<unknown>) => work.then(() => 'done', code);
const access = async (shop_id: string) =>
  (await under.admin`select * from private.shop_access(${shop_id})`)[0];

describe('connecting', () => {
  it('keeps what Shopify says of the shop, and nothing that opens it in the clear', async () => {
    shop.currency = 'BRL';
    shop.timezone = 'America/Sao_Paulo';
    const connected = await at.connect(gym, shop);
    expect(connected).toMatchObject({
      ...{ gym_id: gym.gym_id, domain: shop.domain, state: 'connected' },
      ...{ currency: 'BRL', timezone: 'America/Sao_Paulo', segment_order: 'listed' },
    });
    const kept = JSON.stringify(await at.credentials(connected.id));
    for (const secret of [shop.clientSecret, shop.tokens[0]!.value]) {
      expect(kept).not.toContain(secret);
    }
    const { seals } = at.system();
    const { sealed_secret, sealed_token } = (await access(connected.id))!;
    expect(await seals.open(sealed_secret, { shop_id: connected.id, what: 'secret' }))
      .toBe(shop.clientSecret);
    expect(await seals.open(sealed_token, { shop_id: connected.id, what: 'token' }))
      .toBe(shop.tokens[0]!.value);
    expect(await at.trail(gym.gym_id)).toEqual(['shop_connected']);
    const jobs = await under.admin`
      select payload from private.jobs where kind = 'subscribe_shop' and dedupe_key = ${connected.id}`;
    expect(jobs).toEqual([{ payload: { shop_id: connected.id } }]);
  });

  it('takes a token that stays, and an app that sees sixty days', async () => {
    shop.scopes = ['read_customers', 'write_orders'];
    const credentials = {
      ...{ kind: 'offline_token', access_token: shop.issueToken() } as const,
      client_secret: shop.clientSecret,
    };
    const connected = await at.connect(gym, shop, credentials);
    expect(connected.state).toBe('truncated');
    expect(await at.credentials(connected.id)).toMatchObject({
      ...{ kind: 'offline_token', client_id: null, token_expires_at: null },
    });
  });

  it.each<[string, (shop: FakeShop) => void, string]>([
    [
      'another client',
      (s) => s.clientId = 'x',
      'shopify_client_refused body.credentials.client_id',
    ],
    [
      'another secret',
      (s) => s.clientSecret = 'x',
      'shopify_secret_refused body.credentials.client_secret',
    ],
    ['no app', (s) => s.installed = false, 'shopify_app_not_installed body.domain'],
    ['a foreign shop', (s) => s.sameOrganisation = false, 'shopify_app_not_installed body.domain'],
    [
      'too few scopes',
      (s) => s.scopes = ['read_orders'],
      'shopify_scopes_missing body.credentials',
    ],
    ['no such shop', (s) => s.failNext('token', 404), 'shopify_shop_unknown body.domain'],
    ['a frozen shop', (s) => s.failNext('graphql', 402), 'shopify_shop_frozen undefined'],
    ['an outage', (s) => s.failNext('token', 503), 'shopify_unavailable undefined'],
    ['an outage after it', (s) => s.failNext('graphql', 'cut'), 'shopify_unavailable undefined'],
  ])(
    'refuses %s by a code that names the field, and keeps nothing',
    async (_what, change, says) => {
      const credentials = at.clientCredentials(shop);
      change(shop);
      expect(await refused(at.connect(gym, shop, credentials))).toBe(says);
      const rows = await under.admin`select from shops where gym_id = ${gym.gym_id}`;
      expect(rows).toHaveLength(0);
    },
  );

  it('refuses a token that Shopify does, and a shop of another name', async () => {
    const credentials = {
      ...{ kind: 'offline_token', access_token: 'shpat_x', client_secret: 'x' } as const,
    };
    expect(await refused(at.connect(gym, shop, credentials)))
      .toBe('shopify_token_refused body.credentials.access_token');
    const renamed = Object.assign(double.open('old-name.myshopify.com'), {
      domain: 'new.myshopify.com',
    });
    const old = Object.assign(Object.create(renamed), { domain: 'old-name.myshopify.com' });
    expect(await refused(at.connect(gym, old))).toBe('shopify_domain_differs body.domain');
  });

  it('asks Shopify for nobody but a manager of the gym', async () => {
    const other = await at.gym();
    expect(await refused(at.connect({ ...gym, ctx: other.ctx }, shop)))
      .toBe('not_a_manager body.gym_id');
    expect(shop.requests).toEqual([]);
  });

  it('gives one domain to one of two gyms that ask at once', async () => {
    const gyms = await Promise.all(Array.from({ length: 6 }, () => at.gym()));
    const outcomes = await Promise.all(gyms.map((one) => refused(at.connect(one, shop))));
    expect(outcomes.toSorted()).toEqual([
      'done',
      ...Array.from({ length: 5 }, () => 'shop_domain_taken body.domain'),
    ]);
  });

  it('gives a gym that asks twice at once one shop, which opens', async () => {
    const connected = await Promise.all(
      Array.from({ length: 4 }, () => at.connect(gym, shop)),
    );
    expect(new Set(connected.map(({ id }) => id)).size).toBe(1);
    const { seals } = at.system();
    const { sealed_token } = (await access(connected[0]!.id))!;
    await seals.open(sealed_token, { shop_id: connected[0]!.id, what: 'token' });
  });
});

describe('a shop that was connected', () => {
  it('is free for another gym once disconnected, which starts empty, and keeps what it had', async () => {
    const mine = await at.connect(gym, shop);
    await under.admin`insert into customers (shop_id, shopify_id) values (${mine.id}, 1)`;
    const other = await at.gym();
    const closed = await disconnectShop(gym.ctx, { shop_id: mine.id });
    expect(closed).toMatchObject({ state: 'uninstalled', uninstalled_at: expect.any(Date) });
    expect(await at.credentials(mine.id)).toMatchObject({
      ...{ sealed_token: null, renew_at: null, removed_at: expect.any(Date) },
    });
    expect(await access(mine.id)).toBeUndefined();
    expect((await disconnectShop(gym.ctx, { shop_id: mine.id })).updated_at)
      .toEqual(closed.updated_at);
    const theirs = await at.connect(other, shop);
    expect(theirs.id).not.toBe(mine.id);
    expect(await refused(at.connect(gym, shop))).toBe('shop_domain_taken body.domain');
    expect(await refused(disconnectShop(gym.ctx, { shop_id: theirs.id })))
      .toBe('shop_not_found undefined');
    await disconnectShop(other.ctx, { shop_id: theirs.id });

    expect(await at.connect(gym, shop)).toMatchObject({ id: mine.id, uninstalled_at: null });
    expect(await under.admin`select from customers where shop_id = ${mine.id}`).toHaveLength(1);
    expect(await at.trail(gym.gym_id)).toEqual([
      ...['shop_connected', 'shop_disconnected', 'shop_connected'],
    ]);
    const secrets = await under.admin`select shop_id from private.shop_secrets(${shop.domain})`;
    expect(secrets.map(({ shop_id }) => shop_id)).toEqual([mine.id, theirs.id]);
  });

  it('believes the secret before the one that was given, for some hours', async () => {
    const { id } = await at.connect(gym, shop);
    const before = shop.clientSecret;
    shop.clientSecret = 'shpss_new';
    await replaceCredentials(gym.ctx, { shop_id: id, body: at.clientCredentials(shop) });
    const secrets = async () => {
      const [row] = await under.admin`select * from private.shop_secrets(${shop.domain})`;
      const open = (sealed: string) =>
        at.system().seals.open(sealed, { shop_id: id, what: 'secret' });
      return await Promise.all(
        [row!.sealed_secret, row!.sealed_previous_secret].filter(Boolean).map(open),
      );
    };
    expect(await secrets()).toEqual(['shpss_new', before]);
    await under
      .admin`update private.shop_credentials set previous_until = now() where shop_id = ${id}`;
    expect(await secrets()).toEqual(['shpss_new']);
    expect(await at.trail(gym.gym_id)).toEqual(['shop_connected', 'shop_credentials_replaced']);
  });

  it('keeps its credentials where others are refused, and takes none once uninstalled', async () => {
    const { id } = await at.connect(gym, shop);
    const kept = await at.credentials(id);
    const body = { ...at.clientCredentials(shop), client_secret: 'x' };
    expect(await refused(replaceCredentials(gym.ctx, { shop_id: id, body })))
      .toBe('shopify_secret_refused body.client_secret');
    expect(await at.credentials(id)).toEqual(kept);
    await disconnectShop(gym.ctx, { shop_id: id });
    const again = replaceCredentials(gym.ctx, { shop_id: id, body: at.clientCredentials(shop) });
    expect(await refused(again)).toBe('shop_uninstalled undefined');
  });

  it('is not uninstalled by what was told before its credentials were given', async () => {
    const { id } = await at.connect(gym, shop);
    const told = async (when: string) =>
      (await under.admin`select private.uninstall_shop(${id}, ${when}) as done`)[0]!.done;
    expect(await told('2020-01-01T00:00:00Z')).toBe(false);
    expect(await at.stateOf(id)).toBe('connected');
    expect(await told('2100-01-01T00:00:00Z')).toBe(true);
    expect(await told('2100-01-01T00:00:00Z')).toBe(false);
    expect(await at.stateOf(id)).toBe('uninstalled');
    expect(await at.trail(gym.gym_id)).toEqual(['shop_connected', 'shop_uninstalled']);
  });
});
