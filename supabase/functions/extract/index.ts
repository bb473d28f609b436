import { embedderOf } from '../_shared/adapters/embeddings.ts';
import { createFileStore } from '../_shared/adapters/storage.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { extractRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...embeddingsEnv });
const app = createApp({
  name: 'extract',
  description: "Reads strangers' files, alone: what one of them costs ends nothing else.",
  env,
});
extractRoutes(app, { files: createFileStore(env), embeds: embedderOf(env) !== undefined });

export default { fetch: app.fetch };
