import { FILES } from '../../../src/knowledge/files/bucket.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { questionEmbedder } from '../../../src/knowledge/search/question-vector.ts';
import { createEmbedder } from '../_shared/adapters/embeddings.ts';
import { createObjectStorage } from '../_shared/adapters/storage.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { log } from '../_shared/runtime/log.ts';
import { knowledgeRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
const app = createApp({
  name: 'knowledge',
  description: 'Documents, and finding what is in them.',
  env,
});
knowledgeRoutes(app, {
  files: createObjectStorage(env, FILES),
  embedQuestion: questionEmbedder({
    embedder: createEmbedder(env, DIMENSIONS),
    warn: (event, facts) => log('warn', event, facts),
  }),
});

export default { fetch: app.fetch };
