import type { App } from '../_shared/http/app.ts';
import { auditRoutes } from './audit-routes.ts';
import { gymMemberRoutes } from './gym-member-routes.ts';
import { gymRoutes } from './gym-routes.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { membershipRoutes } from './membership-routes.ts';

export function academyRoutes(app: App): void {
  gymRoutes(app);
  gymMemberRoutes(app);
  membershipRoutes(app);
  memberRoutes(app);
  invitationRoutes(app);
  auditRoutes(app);
}
