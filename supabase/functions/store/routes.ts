import type { App } from '../_shared/http/app.ts';
import { customerRoutes } from './customer-routes.ts';
import { shopRoutes } from './shop-routes.ts';
import { trainingRoutes } from './training-routes.ts';

export function storeRoutes(app: App): void {
  shopRoutes(app);
  customerRoutes(app);
  trainingRoutes(app);
}
