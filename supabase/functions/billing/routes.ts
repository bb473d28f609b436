import type { App } from '../_shared/http/app.ts';
import { duesAccountRoutes } from './dues-account-routes.ts';
import { duesPaymentRoutes } from './dues-payment-routes.ts';
import { duesPlanRoutes } from './dues-routes.ts';

export function billingRoutes(app: App): void {
  duesPlanRoutes(app);
  duesAccountRoutes(app);
  duesPaymentRoutes(app);
}
