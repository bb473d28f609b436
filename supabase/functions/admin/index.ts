import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, httpEnv, readEnv, systemDatabaseEnv } from '../_shared/runtime/env.ts';
import { adminRoutes } from './routes.ts';

const env = readEnv({ ...systemDatabaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'admin',
  description: 'What the operator decides, with the secret key: releases, stores, plans, messages.',
  // A page that held the secret key would have given it away.
  env: { ...env, CORS_ORIGINS: [] },
});
adminRoutes(app);

export default { fetch: app.fetch };
