import type { App } from '../_shared/http/app.ts';
import { backfillRoutes } from './backfill-routes.ts';
import { type ShopPorts, shopRoutes } from './shop-routes.ts';

export function storeRoutes(app: App, ports: ShopPorts): void {
  shopRoutes(app, ports);
  backfillRoutes(app);
}
