import * as tables from '../../../src/db/schema/academy/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { academyRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'academy',
  description: 'Gyms, who belongs to them, their schedules, invitations and the trail.',
  tables,
  env,
});
academyRoutes(app, `${env.SUPABASE_URL}/functions/v1/calendar`);

export default { fetch: app.fetch };
