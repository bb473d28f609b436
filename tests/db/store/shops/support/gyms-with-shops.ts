import { randomBytes } from 'node:crypto';
import { openShop } from '../../../../../src/store/shops/access/open-shop.ts';
import { type NamedKey, sealsOf } from '../../../../../src/store/shops/access/seal.ts';
import type { ShopContext } from '../../../../../src/store/shops/access/shop-access.ts';
import { type ConnectContext, connectShop } from '../../../../../src/store/shops/connect-shop.ts';
import type { CredentialsInput, Shop } from '../../../../../src/store/shops/contract.ts';
import { createShopify } from '../../../../../supabase/functions/_shared/adapters/shopify/create-shopify.ts';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';
import type { ShopifyDouble } from '../../../../../testkit/doubles/shopify/server.ts';
import type { FakeShop } from '../../../../../testkit/doubles/shopify/shop.ts';
import { academy } from '../../../academy/schedule/support/academy.ts';

export const newKey = (name: string): NamedKey => ({
  name,
  base64: randomBytes(32).toString('base64'),
});

/** A gym, and what its manager is handed. */
export interface Managed {
  gym_id: string;
  ctx: ConnectContext;
}

/** Gyms with their managers, and shops that they connect: what tests of both share. */
export function gymsWithShops(under: DoorUnderTest, double: () => ShopifyDouble) {
  const key = newKey('test');
  const at = academy(() => under.admin);
  const shopify = () => createShopify({ SHOPIFY_API_URL: `${double().origin}/{shop}` });
  return {
    key,
    /** What a job of ours is handed. */
    system: (keys = [key]): ShopContext => ({
      db: under.door.asSystem('test'),
      shopify: shopify(),
      seals: sealsOf(keys),
    }),
    open(shop_id: string) {
      return openShop(this.system(), shop_id);
    },
    async gym(): Promise<Managed> {
      const gym_id = await at.gym('UTC');
      const userId = await at.person();
      await under.admin`insert into memberships (user_id, gym_id, role, approved_at)
        values (${userId}, ${gym_id}, 'MANAGER', now())`;
      const [me] = await under.admin`select subject from users where id = ${userId}`;
      const claims = { sub: me!.subject as string };
      const caller = { userId, subject: claims.sub, provider: 'clerk' as const, claims };
      const db = under.door.asCaller(claims);
      return { gym_id, ctx: { db, caller, shopify: shopify(), seals: sealsOf([key]) } };
    },
    clientCredentials,
    connect: (
      { gym_id, ctx }: Managed,
      shop: FakeShop,
      credentials = clientCredentials(shop),
    ): Promise<Shop> => connectShop(ctx, { body: { gym_id, domain: shop.domain, credentials } }),
    credentials: async (shop_id: string) =>
      (await under.admin`
        select * from private.shop_credentials where shop_id = ${shop_id}`)[0],
    stateOf: async (shop_id: string): Promise<string> =>
      (await under.admin`select state from shops where id = ${shop_id}`)[0]!.state,
    trail: async (gym_id: string): Promise<string[]> =>
      (await under.admin<{ action: string }[]>`
        select action from audit_events where gym_id = ${gym_id} and action like 'shop%'
        order by created_at, id`).map(({ action }) => action),
  };
}

const clientCredentials = ({ clientId, clientSecret }: FakeShop): CredentialsInput => ({
  kind: 'client_credentials',
  client_id: clientId,
  client_secret: clientSecret,
});
