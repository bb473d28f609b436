import * as tables from '../../../src/db/schema/notifications/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { notificationsRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'notifications',
  description: 'What gyms tell their members, what one was told, and what one wants to be told.',
  tables,
  env,
});
notificationsRoutes(app);

export default { fetch: app.fetch };
