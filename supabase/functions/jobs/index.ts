import { createApp } from '../_shared/app.ts';
import { embedderOf } from '../_shared/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/env.ts';
import { createFileStore } from '../_shared/storage.ts';
import { jobRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env,
});
jobRoutes(app, createFileStore(env), embedderOf(env));

export default { fetch: app.fetch };
