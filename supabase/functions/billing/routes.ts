import type { App } from '../_shared/http/app.ts';
import { duesAccountRoutes } from './dues-account-routes.ts';
import { duesPaymentRoutes } from './dues-payment-routes.ts';
import { duesPlanRoutes } from './dues-routes.ts';
import { type SubscriptionPorts, subscriptionRoutes } from './subscription-routes.ts';

export function billingRoutes(app: App, ports: SubscriptionPorts): void {
  subscriptionRoutes(app, ports);
  duesPlanRoutes(app);
  duesAccountRoutes(app);
  duesPaymentRoutes(app);
}
