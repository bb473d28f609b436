import type { App } from '../_shared/http/app.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { type ShopPorts, shopRoutes } from './shop-routes.ts';

export function storeRoutes(app: App, ports: ShopPorts): void {
  shopRoutes(app, ports);
  privacyRoutes(app);
}
