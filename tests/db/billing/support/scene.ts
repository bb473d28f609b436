import { sql } from 'drizzle-orm';
import {
  eventOf,
  invoiceObject,
  newId,
  type Price,
  sessionObject,
  type StripeEvent,
  type Subscription,
  subscriptionObject,
} from '../../../../local/stripe/objects.ts';
import { receiveStripeEvent } from '../../../../src/billing/events/receive-event.ts';
import { refreshSubscription } from '../../../../src/billing/subscriptions/refresh-subscription.ts';
import type { Attempt } from '../../../../src/jobs/attempt.ts';
import type { Payments } from '../../../../src/payments.ts';
import type { DoorUnderTest } from '../../../../testkit/database/door.ts';
import { arrive } from '../../erasure/support/people.ts';

export const PRO: Price = { id: 'price_pro', product: 'prod_pro', interval: 'month', amount: 990 };
/** Of a product that stands for no plan here. */
export const SHIRT: Price = { ...PRO, id: 'price_shirt', product: 'prod_shirt' };

/** Some second of 2026. */
export const T0 = 1_790_000_000;
const MONTH = 30 * 86_400;

/** A subscription at Stripe as it begins, active unless told otherwise. */
export const aSubscription = (given: Partial<Subscription> = {}): Subscription => ({
  ...{ id: newId('sub'), customer: newId('cus'), status: 'active', created: T0, price: PRO },
  ...{ period_start: T0, period_end: T0 + MONTH, cancel_at_period_end: false, cancel_at: null },
  ...{ ended_at: null, user_id: null, ...given },
});

type Told = 'created' | 'updated' | 'deleted' | 'paused' | 'resumed';
export const told = (what: Told, one: Subscription, at = T0, id?: string): StripeEvent =>
  eventOf(`customer.subscription.${what}`, subscriptionObject(one), at, id ? { id } : {});

/** Somebody has gone through a checkout of ours; `claimed` is whom the address alone names. */
export const bought = (
  { customer, id, price }: Subscription,
  user_id: string | null,
  { at = T0, claimed = user_id }: { at?: number; claimed?: string | null } = {},
): StripeEvent =>
  eventOf(
    'checkout.session.completed',
    sessionObject({
      ...{ id: newId('cs'), customer, price, user_id, client_reference_id: claimed, email: null },
      ...{ success_url: 'https://a.test', cancel_url: 'https://a.test', status: 'complete' },
      ...{ subscription: id, created: at, expires_at: at },
    }, ''),
    at,
  );

export const invoiced = (subscription: Subscription, paid: boolean, at = T0): StripeEvent =>
  eventOf(
    paid ? 'invoice.paid' : 'invoice.payment_failed',
    invoiceObject({ id: newId('in'), subscription, paid, created: at }),
    at,
  );

/** What tests of billing do and look at, on a database that sells `PRO`. */
export function scenes(under: DoorUnderTest) {
  const db = () => under.door.asSystem('billing test');
  return {
    db,
    sell: async () => {
      await db().execute(
        sql`select private.put_stripe_product('prod_pro', 'pro', 'price_pro', null)`,
      );
    },
    person: () => arrive(under.door),
    receive: async (event: unknown, live = false) =>
      (await receiveStripeEvent({ db: db() }, { event, live })).outcome,
    profile: async (user_id: string) => {
      const [row] = await under.admin`select plan, subscription_status as status,
        stripe_customer_id as customer, stripe_subscription_id as subscription
        from user_profiles where user_id = ${user_id}`;
      return row!;
    },
    /** The subscriptions of which Stripe is to be asked. */
    asked: async (): Promise<string[]> =>
      (await under.admin`select distinct payload ->> 'subscription_id' as id from private.jobs
        where kind = 'refresh_stripe_subscription' and status = 'queued' order by id`)
        .map((row) => String(row['id'])),
    /** Asks, as the job does, whoever knows how it really is; at a second that comes later. */
    refresh: async (truth: Subscription, at: number) => {
      const payments = {
        readSubscription: () =>
          Promise.resolve({
            subscription: subscriptionObject(truth),
            read_at: new Date(at * 1000),
          }),
      } as Partial<Payments> as Payments;
      const attempt = { payload: { subscription_id: truth.id } } as Attempt<
        { subscription_id: string }
      >;
      const effect = await refreshSubscription.run({ payments }, attempt);
      if (typeof effect === 'function') await db().transaction((tx) => effect(tx));
    },
  };
}
