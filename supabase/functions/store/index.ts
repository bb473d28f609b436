import * as tables from '../../../src/db/schema/store/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { storeRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'store',
  description: "A gym's shop at Shopify: its customers and orders, and what they are worth.",
  tables,
  env,
});
storeRoutes(app);

export default { fetch: app.fetch };
