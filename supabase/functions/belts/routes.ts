import type { App } from '../_shared/http/app.ts';
import { eligibilityRoutes } from './eligibility-routes.ts';
import { systemRoutes } from './system-routes.ts';

export function beltsRoutes(app: App): void {
  systemRoutes(app);
  eligibilityRoutes(app);
}
