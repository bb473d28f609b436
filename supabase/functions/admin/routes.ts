import type { App } from '../_shared/http/app.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { productRoutes } from './product-routes.ts';
import { storeRoutes } from './store-routes.ts';
import { userPlanRoutes } from './user-plan-routes.ts';
import { versionRoutes } from './version-routes.ts';

export function adminRoutes(app: App): void {
  versionRoutes(app);
  storeRoutes(app);
  planRoutes(app);
  productRoutes(app);
  userPlanRoutes(app);
  deliveryRoutes(app);
}
