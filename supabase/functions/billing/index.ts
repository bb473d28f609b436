import * as tables from '../../../src/db/schema/billing/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { billingRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'billing',
  description: 'What is paid: the dues of a gym.',
  tables,
  env,
});
billingRoutes(app);

export default { fetch: app.fetch };
