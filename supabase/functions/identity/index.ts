import * as tables from '../../../src/db/schema/index.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { identityRoutes } from './routes.ts';

const app = createApp({
  name: 'identity',
  // All of them: the export asks every feature.
  tables,
  description: "One's own account and one's children's, devices, consents, export and erasure.",
  env: readEnv({ ...databaseEnv, ...httpEnv, ...authEnv }),
});
identityRoutes(app);

export default { fetch: app.fetch };
