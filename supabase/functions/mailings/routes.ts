import type { App } from '../_shared/http/app.ts';
import { automationRoutes } from './automation-routes.ts';
import { dryRunRoutes } from './dry-run-routes.ts';
import { outcomeRoutes } from './outcome-routes.ts';
import { settingsRoutes } from './settings-routes.ts';

export function mailingsRoutes(app: App): void {
  automationRoutes(app);
  dryRunRoutes(app);
  outcomeRoutes(app);
  settingsRoutes(app);
}
