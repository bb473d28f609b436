import type { App } from '../_shared/http/app.ts';
import { closingRoutes } from './closing-routes.ts';
import { overviewRoutes } from './overview-routes.ts';

export function ownerRoutes(app: App): void {
  overviewRoutes(app);
  closingRoutes(app);
}
