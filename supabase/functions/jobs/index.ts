import { createApp } from '../_shared/http/app.ts';
import { embedderOf } from '../_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { runAloneIn } from '../_shared/adapters/run-alone.ts';
import { createFileStore } from '../_shared/adapters/storage.ts';
import { jobRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env,
});
jobRoutes(app, {
  files: createFileStore(env),
  extract: runAloneIn('extract', env),
  embedder: embedderOf(env),
});

export default { fetch: app.fetch };
