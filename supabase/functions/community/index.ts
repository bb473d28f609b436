import * as tables from '../../../src/db/schema/community/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { communityRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'community',
  description: 'What members tell their gym, what is said under it, and what staff take down.',
  tables,
  env,
});
communityRoutes(app);

export default { fetch: app.fetch };
