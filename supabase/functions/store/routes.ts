import type { App } from '../_shared/http/app.ts';
import { shopRoutes } from './shop-routes.ts';

export function storeRoutes(app: App): void {
  shopRoutes(app);
}
