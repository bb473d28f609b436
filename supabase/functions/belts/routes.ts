import type { App } from '../_shared/http/app.ts';
import { eligibilityRoutes } from './eligibility-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { graduationRoutes } from './graduation-routes.ts';
import { systemRoutes } from './system-routes.ts';
import { titleRoutes } from './title-routes.ts';

export function beltsRoutes(app: App): void {
  systemRoutes(app);
  eligibilityRoutes(app);
  graduationRoutes(app);
  eventRoutes(app);
  titleRoutes(app);
}
