import { createApp } from '../_shared/http/app.ts';
import { FILES } from '../../../src/knowledge/files/file-store.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { createEmbedder } from '../_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
  systemDatabaseEnv,
} from '../_shared/runtime/env.ts';
import { runAloneIn } from '../_shared/adapters/run-alone.ts';
import { createObjectStorage } from '../_shared/adapters/storage.ts';
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
jobRoutes(app, {
  files: createObjectStorage(env, FILES),
  extract: runAloneIn('extract', env),
  embedder: createEmbedder(env, DIMENSIONS),
});

export default { fetch: app.fetch };
