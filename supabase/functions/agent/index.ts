import { createApp } from '../_shared/http/app.ts';
import {
  agentEnv,
  authEnv,
  cursorEnv,
  databaseEnv,
  embeddingsEnv,
  httpEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { agentRoutes } from './routes.ts';

const env = readEnv({
  ...databaseEnv,
  ...httpEnv,
  ...authEnv,
  ...cursorEnv,
  ...agentEnv,
  ...embeddingsEnv,
});
const app = createApp({
  name: 'agent',
  description: 'Questions to one’s documents, answered as they are written, and what they cost.',
  env,
});
agentRoutes(app, env);

export default { fetch: app.fetch };
