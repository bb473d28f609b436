import { createApp } from '../_shared/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/env.ts';
import { jobRoutes } from './routes.ts';

const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv }),
});
jobRoutes(app);

export default { fetch: app.fetch };
