import { createApp } from '../_shared/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/env.ts';
import { createFileStore } from '../_shared/storage.ts';
import { jobRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env,
});
jobRoutes(app, createFileStore(env));

export default { fetch: app.fetch };
