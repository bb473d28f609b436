import type { App } from '../_shared/http/app.ts';
import type { RateLimit } from '../_shared/limits/rate-limit.ts';
import type { StartAnswer } from './answerer.ts';
import { askRoutes } from './ask-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { usageRoutes } from './usage-routes.ts';

export function agentRoutes(app: App, asking: { answer: StartAnswer; limit: RateLimit }): void {
  sessionRoutes(app);
  askRoutes(app, asking);
  requestRoutes(app);
  usageRoutes(app);
}
