import type { App } from '../_shared/http/app.ts';
import { privacyRoutes } from './privacy-routes.ts';
import { shopRoutes } from './shop-routes.ts';

export function storeRoutes(app: App): void {
  shopRoutes(app);
  privacyRoutes(app);
}
