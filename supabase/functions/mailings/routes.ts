import type { App } from '../_shared/http/app.ts';
import { type AutomationPorts, automationRoutes } from './automation-routes.ts';

export function mailingsRoutes(app: App, ports: AutomationPorts): void {
  automationRoutes(app, ports);
}
