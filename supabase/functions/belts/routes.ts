import type { App } from '../_shared/http/app.ts';
import { eligibilityRoutes } from './eligibility-routes.ts';

export function beltsRoutes(app: App): void {
  eligibilityRoutes(app);
}
