import { createApp } from '../_shared/http/app.ts';
import { clerkWebhookEnv, httpEnv, readEnv, systemDatabaseEnv } from '../_shared/runtime/env.ts';
import { clerkRoutes } from './clerk-routes.ts';

const env = readEnv({ ...systemDatabaseEnv, ...httpEnv, ...clerkWebhookEnv });
const app = createApp({
  name: 'webhooks',
  description: 'What other systems tell us, signed.',
  env,
});
clerkRoutes(app, env.CLERK_WEBHOOK_SECRETS);

export default { fetch: app.fetch };
