import type { App } from '../_shared/http/app.ts';
import { automationRoutes } from './automation-routes.ts';

export function mailingsRoutes(app: App): void {
  automationRoutes(app);
}
