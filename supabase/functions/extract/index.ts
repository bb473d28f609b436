import { FILES } from '../../../src/knowledge/files/bucket.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { createEmbedder } from '../_shared/adapters/embeddings.ts';
import { createObjectStorage } from '../_shared/adapters/storage.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
  systemDatabaseEnv,
} from '../_shared/runtime/env.ts';
import { extractRoutes } from './routes.ts';

const env = readEnv({
  ...systemDatabaseEnv,
  ...httpEnv,
  ...authEnv,
  ...cursorEnv,
  ...embeddingsEnv,
});
const app = createApp({
  name: 'extract',
  description: "Reads strangers' files, alone: what one of them costs ends nothing else.",
  env,
});
extractRoutes(app, {
  files: createObjectStorage(env, FILES),
  embedder: createEmbedder(env, DIMENSIONS),
});

export default { fetch: app.fetch };
