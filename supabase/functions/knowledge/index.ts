import { createApp } from '../_shared/http/app.ts';
import { questionEmbedder } from '../_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { createFileStore } from '../_shared/adapters/storage.ts';
import { knowledgeRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
const app = createApp({
  name: 'knowledge',
  description: 'Documents, and finding what is in them.',
  env,
});
knowledgeRoutes(app, createFileStore(env), questionEmbedder(env));

export default { fetch: app.fetch };
