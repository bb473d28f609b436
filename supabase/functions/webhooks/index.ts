import { sealsOf } from '../../../src/store/shops/access/seal.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  clerkWebhookEnv,
  httpEnv,
  readEnv,
  resendWebhookEnv,
  storeKeysEnv,
  systemDatabaseEnv,
} from '../_shared/runtime/env.ts';
import { clerkRoutes } from './clerk-routes.ts';
import { resendRoutes } from './resend-routes.ts';
import { shopifyRoutes } from './shopify-routes.ts';

const env = readEnv({
  ...systemDatabaseEnv,
  ...httpEnv,
  ...clerkWebhookEnv,
  ...resendWebhookEnv,
  STORE_KEYS: storeKeysEnv.STORE_KEYS.optional(),
});
const app = createApp({
  name: 'webhooks',
  description: 'What other systems tell us, signed.',
  env,
});
clerkRoutes(app, env.CLERK_WEBHOOK_SECRETS);
resendRoutes(app, env.RESEND_WEBHOOK_SECRETS);
shopifyRoutes(app, env.STORE_KEYS && sealsOf(env.STORE_KEYS));

export default { fetch: app.fetch };
