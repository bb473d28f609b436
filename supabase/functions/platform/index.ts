import { createApp } from '../_shared/http/app.ts';
import { authEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { platformRoutes } from './routes.ts';

const app = createApp({
  name: 'platform',
  description: 'Whether a version of the app may still run.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv }),
});
platformRoutes(app);

export default { fetch: app.fetch };
