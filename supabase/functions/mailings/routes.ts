import type { MailingPlaces } from '../../../src/mailings/templates/mailing-links.ts';
import type { App } from '../_shared/http/app.ts';
import { automationRoutes } from './automation-routes.ts';
import { dryRunRoutes } from './dry-run-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { outcomeRoutes } from './outcome-routes.ts';
import { preferenceRoutes } from './preference-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { templateRoutes } from './template-routes.ts';

/** Where mails lead to; without a page nothing is published, and links lead to where one would be. */
export type Places = Omit<MailingPlaces, 'page_url'> & { page_url: string | undefined };

export function mailingsRoutes(app: App, { functions_url, page_url }: Places): void {
  const places = { functions_url, page_url: page_url ?? 'about:blank' };
  automationRoutes(app, { mailings: { page_url } });
  dryRunRoutes(app);
  messageRoutes(app);
  outcomeRoutes(app);
  settingsRoutes(app);
  templateRoutes(app, places);
  preferenceRoutes(app, places.page_url);
}
