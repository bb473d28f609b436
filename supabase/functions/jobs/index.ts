import { createApp } from '../_shared/http/app.ts';
import { embedderOf } from '../_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
  systemDatabaseEnv,
} from '../_shared/runtime/env.ts';
import { createFileStore } from '../_shared/adapters/storage.ts';
import { jobRoutes } from './routes.ts';

const env = readEnv({
  ...systemDatabaseEnv,
  ...httpEnv,
  ...authEnv,
  ...cursorEnv,
  ...embeddingsEnv,
});
const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env,
});
jobRoutes(app, createFileStore(env), embedderOf(env));

export default { fetch: app.fetch };
