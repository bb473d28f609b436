import { createApp } from '../_shared/http/app.ts';
import { authEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { calendarRoutes } from './routes.ts';

const app = createApp({
  name: 'calendar',
  description: 'Schedules for calendar programs, behind links that need no sign-in.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv }),
});
calendarRoutes(app);

export default { fetch: app.fetch };
