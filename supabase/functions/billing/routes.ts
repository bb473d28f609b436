import type { App } from '../_shared/http/app.ts';
import { type SubscriptionPorts, subscriptionRoutes } from './subscription-routes.ts';

export function billingRoutes(app: App, ports: SubscriptionPorts): void {
  subscriptionRoutes(app, ports);
}
