import * as tables from '../../../src/db/schema/academy/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { academyRoutes } from './routes.ts';

const app = createApp({
  name: 'academy',
  description: 'Gyms, who belongs to them, invitations and the trail.',
  tables,
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv }),
});
academyRoutes(app);

export default { fetch: app.fetch };
