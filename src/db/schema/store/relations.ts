import { relations } from 'drizzle-orm';
import { gyms } from '../academy/gyms.ts';
import { users } from '../identity/users.ts';
import { customerStats } from './customers/customer-stats.ts';
import { customers } from './customers/customers.ts';
import { orders } from './orders/orders.ts';
import { rfmRuns } from './rfm/rfm-runs.ts';
import { privacyRequests } from './privacy/privacy-requests.ts';
import { segmentChanges } from './rfm/segment-changes.ts';
import { shops } from './shops/shops.ts';

export const shopsRelations = relations(shops, ({ one, many }) => ({
  gym: one(gyms, { fields: [shops.gym_id], references: [gyms.id] }),
  customers: many(customers),
  orders: many(orders),
  rfmRuns: many(rfmRuns),
  privacyRequests: many(privacyRequests),
}));

export const rfmRunsRelations = relations(rfmRuns, ({ one }) => ({
  shop: one(shops, { fields: [rfmRuns.shop_id], references: [shops.id] }),
}));

export const customersRelations = relations(customers, ({ one, many }) => ({
  shop: one(shops, { fields: [customers.shop_id], references: [shops.id] }),
  /** The member that they are. */
  user: one(users, { fields: [customers.user_id], references: [users.id] }),
  stats: one(customerStats, {
    fields: [customers.id],
    references: [customerStats.customer_id],
  }),
  orders: many(orders),
  segmentChanges: many(segmentChanges),
}));

export const ordersRelations = relations(orders, ({ one }) => ({
  shop: one(shops, { fields: [orders.shop_id], references: [shops.id] }),
  customer: one(customers, { fields: [orders.customer_id], references: [customers.id] }),
}));

export const segmentChangesRelations = relations(segmentChanges, ({ one }) => ({
  customer: one(customers, { fields: [segmentChanges.customer_id], references: [customers.id] }),
}));

export const privacyRequestsRelations = relations(privacyRequests, ({ one }) => ({
  shop: one(shops, { fields: [privacyRequests.shop_id], references: [shops.id] }),
}));
