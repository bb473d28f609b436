import type { App } from '../_shared/http/app.ts';
import { customerRoutes } from './customer-routes.ts';
import { rfmRoutes } from './rfm-routes.ts';
import { backfillRoutes } from './backfill-routes.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { type ShopPorts, shopRoutes } from './shop-routes.ts';
import { trainingRoutes } from './training-routes.ts';

export function storeRoutes(app: App, ports: ShopPorts): void {
  shopRoutes(app, ports);
  rfmRoutes(app);
  customerRoutes(app);
  trainingRoutes(app);
  backfillRoutes(app);
  privacyRoutes(app);
}
