import type { App } from '../_shared/http/app.ts';
import { commentRoutes } from './comment-routes.ts';
import { postRoutes } from './post-routes.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { reportRoutes } from './report-routes.ts';

export function communityRoutes(app: App): void {
  postRoutes(app);
  commentRoutes(app);
  reactionRoutes(app);
  reportRoutes(app);
}
