import * as tables from '../../../src/db/schema/belts/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { beltsRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'belts',
  description: 'Ranks, the rules by which they are earned, and who earned which.',
  tables,
  env,
});
beltsRoutes(app);

export default { fetch: app.fetch };
