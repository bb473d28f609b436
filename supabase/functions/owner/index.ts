import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { ownerRoutes } from './routes.ts';

const app = createApp({
  name: 'owner',
  description: 'A gym as who runs it sees it: its figures at one look, and over time.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv }),
});
ownerRoutes(app);

export default { fetch: app.fetch };
