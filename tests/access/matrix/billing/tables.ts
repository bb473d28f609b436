import type { Subject } from '../../proof/cells.ts';
import {
  products,
  stripeCustomers,
  stripeEvents,
  stripeSubscriptions,
} from '../../world/billing.ts';
import { touched } from '../returning.ts';

/** What is known of payments is the system's alone; what others may know, functions tell them. */
const ofSystem = (
  table: string,
  key: string,
  rows: readonly string[],
  { insert, update, version }: { insert: string; update: string; version?: true },
): Subject => ({
  name: `private.${table}`,
  rows,
  key,
  probes: {
    select: `select ${key} from private.${table}`,
    insert: `insert into private.${table} ${insert}`,
    update: `update private.${table} set ${update}`,
    delete: `delete from private.${table}`,
    truncate: `truncate private.${table}`,
    ...version &&
      { version: `update private.${table} set ${update} where ${key} = :row ${touched}` },
  },
  access: [
    ...version ? ['| actor | version |\n| system | all |\n| everyone else | 42501 |'] : [],
    `
| actor         | select | insert | update | delete | truncate |
| system        | all    | ×1     | ×${rows.length} | ×${rows.length} | 42501 |
| everyone else | 42501  | 42501  | 42501  | 42501  | 42501    |`,
  ],
});

export const billingTables: Subject[] = [
  ofSystem('stripe_products', 'product_id', products, {
    insert: `(product_id, plan) values ('more', 'pro')`,
    update: `yearly_price_id = null`,
    version: true,
  }),
  ofSystem('stripe_customers', 'customer_id', stripeCustomers, {
    insert: `(customer_id, user_id) values ('more', :users.fellow)`,
    update: `is_gone = true`,
  }),
  ofSystem('stripe_events', 'event_id', stripeEvents, {
    insert: `(event_id, event_type, said_at) values ('more', 'customer.deleted', now())`,
    update: `problem = 'why'`,
  }),
  ofSystem('stripe_subscriptions', 'subscription_id', stripeSubscriptions, {
    insert: `(subscription_id, customer_id, status, is_over, product_ids, cancel_at_period_end,
      started_at, said_at, said_rank, said_by)
      values ('more', 'isFellow', 'active', false, '{}', false, now(), now(), 0, 'evt')`,
    update: `in_doubt = false`,
    version: true,
  }),
];
