import * as tables from '../../../src/db/schema/materials/index.ts';
import { MATERIALS } from '../../../src/materials/attachments/bucket.ts';
import { createObjectStorage } from '../_shared/adapters/storage.ts';
import { createApp } from '../_shared/http/app.ts';
import { authEnv, cursorEnv, databaseEnv, httpEnv, readEnv } from '../_shared/runtime/env.ts';
import { materialsRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv });
const app = createApp({
  name: 'materials',
  description: 'What classes hand out: words, links, videos and files.',
  tables,
  env,
});
materialsRoutes(app, { files: createObjectStorage(env, MATERIALS) });

export default { fetch: app.fetch };
