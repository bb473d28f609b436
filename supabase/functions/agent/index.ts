import * as academyTables from '../../../src/db/schema/academy/index.ts';
import * as agentTables from '../../../src/db/schema/agent/index.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { questionEmbedder } from '../../../src/knowledge/search/question-vector.ts';
import { createEmbedder } from '../_shared/adapters/embeddings.ts';
import { createModel } from '../_shared/adapters/model.ts';
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
import { log } from '../_shared/runtime/log.ts';
import { answerer } from './answerer.ts';
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
  tables: { ...agentTables, ...academyTables },
  description:
    'Questions about one’s documents and one’s training, answered as they are written, and what they cost.',
  env,
});
agentRoutes(app, {
  answer: answerer({
    model: createModel(env),
    embedQuestion: questionEmbedder({
      embedder: createEmbedder(env, DIMENSIONS),
      warn: (event, facts) => log('warn', event, facts),
    }),
  }),
  limit: { name: 'ask', burst: env.RATE_LIMIT_ASKS_PER_MINUTE, periodMs: 60_000 },
});

export default { fetch: app.fetch };
