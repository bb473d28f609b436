import { createApp } from '../_shared/http/app.ts';
import { authEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { helloRoutes } from './routes.ts';

const app = createApp({
  name: 'hello',
  description: 'The first call to try: no sign-in needed.',
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv }),
});
helloRoutes(app);

export default { fetch: app.fetch };
