import type { App } from '../_shared/http/app.ts';
import type { AgentEnv, EmbeddingsEnv } from '../_shared/runtime/env.ts';
import { answerer } from './answerer.ts';
import { askRoutes } from './ask-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { usageRoutes } from './usage-routes.ts';

export function agentRoutes(app: App, env: AgentEnv & EmbeddingsEnv): void {
  sessionRoutes(app);
  askRoutes(app, {
    answer: answerer(env),
    limit: { name: 'ask', burst: env.RATE_LIMIT_ASKS_PER_MINUTE, periodMs: 60_000 },
  });
  requestRoutes(app);
  usageRoutes(app);
}
