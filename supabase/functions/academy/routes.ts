import type { App } from '../_shared/http/app.ts';
import { gymMemberRoutes } from './gym-member-routes.ts';
import { gymRoutes } from './gym-routes.ts';
import { membershipRoutes } from './membership-routes.ts';

export function academyRoutes(app: App): void {
  gymRoutes(app);
  gymMemberRoutes(app);
  membershipRoutes(app);
}
