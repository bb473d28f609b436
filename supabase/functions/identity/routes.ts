import type { App } from '../_shared/http/app.ts';
import { childRoutes } from './child-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { emergencyContactRoutes } from './emergency-contact-routes.ts';
import { meRoutes } from './me-routes.ts';
import { pushTokenRoutes } from './push-token-routes.ts';
import { userRoutes } from './user-routes.ts';

export function identityRoutes(app: App): void {
  meRoutes(app);
  pushTokenRoutes(app);
  userRoutes(app);
  childRoutes(app);
  consentRoutes(app);
  emergencyContactRoutes(app);
}
