import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { clientId, secretText } from '../../db/schema/store/shops/shop-credentials.ts';
import { segmentOrders, shopDomain, shops } from '../../db/schema/store/shops/shops.ts';

const domain = shopDomain.schema.meta({ example: 'kaizen-dojo.myshopify.com' });

/** A gym's shop at Shopify, without anything that opens it. */
export const Shop = createSelectSchema(shops, {
  id: z.guid(),
  gym_id: z.guid(),
  domain,
  uninstalled_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  domain: true,
  state: true,
  currency: true,
  timezone: true,
  segment_order: true,
  uninstalled_at: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Shop',
  example: {
    id: EXAMPLE.shop_id,
    gym_id: EXAMPLE.gym_id,
    domain: 'kaizen-dojo.myshopify.com',
    state: 'connected',
    currency: 'BRL',
    timezone: 'America/Sao_Paulo',
    segment_order: 'listed',
    uninstalled_at: null,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.decided,
  },
});
export type Shop = z.output<typeof Shop>;

const secret = secretText.schema;
const client_secret = secret.meta({
  description: "The app's client secret: it also signs what Shopify delivers",
});

const ClientCredentials = z.strictObject({
  kind: z.literal('client_credentials'),
  client_id: clientId.schema,
  client_secret,
});
const OfflineToken = z.strictObject({
  kind: z.literal('offline_token'),
  access_token: secret,
  client_secret,
});

/** What lets us into a shop. It is sealed at once, and no answer has it. */
export const CredentialsInput = z.discriminatedUnion('kind', [ClientCredentials, OfflineToken])
  .meta({
    id: 'ShopCredentialsInput',
    example: {
      kind: 'client_credentials',
      client_id: '3f9c1e7a5b2d4860a1c3e5f7092b4d6e',
      client_secret: 'the secret beside it',
    },
  });
export type CredentialsInput = z.output<typeof CredentialsInput>;

export const ConnectShopInput = z.strictObject({
  gym_id: z.guid(),
  domain,
  credentials: CredentialsInput,
}).meta({
  id: 'ConnectShopInput',
  example: {
    gym_id: EXAMPLE.gym_id,
    domain: 'kaizen-dojo.myshopify.com',
    credentials: {
      kind: 'client_credentials',
      client_id: '3f9c1e7a5b2d4860a1c3e5f7092b4d6e',
      client_secret: 'the secret beside it',
    },
  },
});
export type ConnectShopInput = z.output<typeof ConnectShopInput>;

export const UpdateShopInput = z.strictObject({
  segment_order: segmentOrders.schema.meta({
    description: 'Which segment counts where their ranges overlap: the first of the list, or the ' +
      'one that fewest scores have',
  }),
}).meta({ id: 'UpdateShopInput', example: { segment_order: 'most_specific' } });
export type UpdateShopInput = z.output<typeof UpdateShopInput>;

export const ShopsQuery = PageQuery.extend({ gym_id: z.guid() });
