import { createApp } from '../_shared/http/app.ts';
import { databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { healthRoutes } from './routes.ts';

const app = createApp({
  name: 'health',
  description: 'Liveness, and readiness with its reasons.',
  env: readEnv({ ...databaseEnv, ...httpEnv }),
});
healthRoutes(app);

export default { fetch: app.fetch };
