import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

/** Products: which plan each stands for, and its prices; the first is sold no more. */
const sold: [product: string, monthly: string | null, yearly: string | null][] = [
  ['proOfOld', null, null],
  ['pro', 'month', 'year'],
];
export const products = sold.map(([product]) => product);

/** Customers at Stripe: whose, and which were deleted there. */
const known: [customer: string, person: Person | null, isGone: boolean][] = [
  ['isStudent', 'student', false],
  ['wasStudent', 'student', true],
  ['isFellow', 'fellow', false],
  ['isInstructor', 'instructor', false],
  ['wasInstructor', 'instructor', false],
  ['isManager', 'manager', false],
  ['wasPending', 'pending', true],
  ['wasNobody', null, true],
];
export const stripeCustomers = known.map(([customer]) => customer);

/** Subscriptions: of which customer, in which status, of which product. */
const had: [
  row: string,
  customer: string,
  person: Person | null,
  status: string,
  columns: Record<string, unknown>,
][] = [
  ['ofStudent', 'isStudent', 'student', 'active', {}],
  ['ofFellow', 'isFellow', 'fellow', 'past_due', { cancel_at_period_end: true }],
  ['doubtful', 'isFellow', 'fellow', 'unpaid', { in_doubt: true }],
  ['ended', 'isInstructor', 'instructor', 'canceled', { is_over: true }],
  ['begun', 'isManager', 'manager', 'incomplete', { current_period_end: null }],
  ['ofNobody', 'isNobody', null, 'active', {}],
];
export const stripeSubscriptions = had.map(([row]) => row);

/** What Stripe told: news, and one that could not be read. */
export const stripeEvents = ['told', 'unread'];

export async function populateBilling(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  for (const [product_id, monthly_price_id, yearly_price_id] of sold) {
    await tx`insert into private.stripe_products ${
      tx({ product_id, plan: 'pro', monthly_price_id, yearly_price_id, ...times })
    }`;
  }
  for (const [customer_id, person, is_gone] of known) {
    const user_id = person && idOf(`users.${person}`);
    await tx`insert into private.stripe_customers ${
      tx({ customer_id, user_id, is_gone, created_at: past })
    }`;
  }
  for (const [subscription_id, customer_id, person, status, columns] of had) {
    await tx`insert into private.stripe_subscriptions ${
      tx({
        ...{ subscription_id, customer_id, user_id: person && idOf(`users.${person}`), status },
        ...{ is_over: false, product_ids: ['pro'], current_period_end: '2100-01-01T00:00:00Z' },
        ...{ cancel_at_period_end: false, started_at: past, said_at: past, said_rank: 3 },
        ...{ said_by: 'evt_m', ...times, ...columns },
      })
    }`;
  }
  for (const [event_id, problem] of [['told', null], ['unread', 'body.id: Invalid input']]) {
    const event = { event_id, event_type: 'customer.deleted', said_at: past, created_at: past };
    await tx`insert into private.stripe_events ${tx({ ...event!, problem: problem! })}`;
  }
  // As their news had left it; who pays has the plan since, and who does not has it by the operator.
  for (const [row, customer, person, status] of had.filter(([row]) => row !== 'doubtful')) {
    if (!person) continue;
    await tx`update user_profiles set ${
      tx({ subscription_status: status, stripe_customer_id: customer, stripe_subscription_id: row })
    } where user_id = ${idOf(`users.${person}`)}`;
  }
}
