import * as tables from '../../../src/db/schema/store/index.ts';
import { sealsOf } from '../../../src/store/shops/access/seal.ts';
import { createShopify } from '../_shared/adapters/shopify/create-shopify.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  httpEnv,
  readEnv,
  shopifyEnv,
  storeKeysEnv,
} from '../_shared/runtime/env.ts';
import { storeRoutes } from './routes.ts';

const env = readEnv({
  ...databaseEnv,
  ...httpEnv,
  ...authEnv,
  ...cursorEnv,
  ...storeKeysEnv,
  ...shopifyEnv,
});
const app = createApp({
  name: 'store',
  description: "A gym's shop at Shopify: its customers and orders, and what they are worth.",
  tables,
  env,
});
storeRoutes(app, { shopify: createShopify(env), seals: sealsOf(env.STORE_KEYS) });

export default { fetch: app.fetch };
