import type { App } from '../_shared/http/app.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { notificationRoutes } from './notification-routes.ts';
import { preferenceRoutes } from './preference-routes.ts';

export function notificationsRoutes(app: App): void {
  notificationRoutes(app);
  inboxRoutes(app);
  preferenceRoutes(app);
}
