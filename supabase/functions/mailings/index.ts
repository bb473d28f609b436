import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { mailingsRoutes } from './routes.ts';

const app = createApp({
  name: 'mailings',
  description: 'What a shop tells its customers by itself: when, whom, and what came of it.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv }),
});
mailingsRoutes(app);

export default { fetch: app.fetch };
