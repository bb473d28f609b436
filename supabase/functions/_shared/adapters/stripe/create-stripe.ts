import type Stripe from 'stripe';
import { type Payments, PaymentsError } from '../../../../../src/payments.ts';
import type { StripeEnv } from '../../runtime/env.ts';
import { log } from '../../runtime/log.ts';
import { fetchFrom } from '../../traces/traced-fetch.ts';
import { faultOf } from './stripe-faults.ts';

/** One call takes no longer, and is made twice where that does no harm. */
const TIMEOUT_MS = 8_000;
const RETRIES = 1;

/**
 * Makes the port to Stripe by its own package, which is loaded with the first call; undefined where no
 * key is configured.
 * @throws Error when the key is of another mode than the server
 */
export function createStripe(
  { STRIPE_API_URL, STRIPE_SECRET_KEY, STRIPE_MODE, STRIPE_PORTAL_CONFIGURATION }: StripeEnv,
): Payments | undefined {
  if (!STRIPE_SECRET_KEY) return undefined;
  if (STRIPE_SECRET_KEY.split('_')[1] !== STRIPE_MODE) {
    throw new Error(`Environment: STRIPE_SECRET_KEY is not of the mode ${STRIPE_MODE}`);
  }
  let loading: Promise<Stripe> | undefined;
  const call = async <T>(name: string, ask: (stripe: Stripe) => Promise<T>): Promise<T> => {
    try {
      return await ask(await (loading ??= load(STRIPE_SECRET_KEY, STRIPE_API_URL)));
    } catch (error) {
      const fault = faultOf(error);
      if (fault.fault === 'refused') log('error', 'stripe_refused', { name, why: fault.message });
      throw fault;
    }
  };
  return {
    openCheckout: ({ user_id, price_id, customer_id, email, key, ...urls }) =>
      call('checkout', async (stripe) => {
        const { url, expires_at } = await stripe.checkout.sessions.create({
          ...{ mode: 'subscription', line_items: [{ price: price_id, quantity: 1 }], ...urls },
          // What says whose it is comes back signed, with the session and with the subscription.
          ...{ client_reference_id: user_id, metadata: { user_id } },
          subscription_data: { metadata: { user_id } },
          ...customer_id ? { customer: customer_id } : email ? { customer_email: email } : {},
        }, { idempotencyKey: key });
        if (!url) throw new PaymentsError('unavailable', 'The checkout has no page');
        return { url, expires_at: new Date(expires_at * 1000) };
      }),
    openPortal: ({ customer_id, return_url }) =>
      call('portal', async (stripe) => {
        const { url } = await stripe.billingPortal.sessions.create({
          ...{ customer: customer_id, return_url },
          ...STRIPE_PORTAL_CONFIGURATION && { configuration: STRIPE_PORTAL_CONFIGURATION },
        });
        return { url };
      }),
    readSubscription: (id) =>
      call('subscription', async (stripe) => {
        const [asked, started] = [Date.now(), performance.now()];
        try {
          const subscription = await stripe.subscriptions.retrieve(id);
          const elapsed = performance.now() - started;
          const told = Date.parse(String(subscription.lastResponse.headers['date'] ?? ''));
          // Events are ordered by Stripe's clock; ours may be ahead of it.
          const read = Math.min(asked, Number.isNaN(told) ? asked : told - elapsed);
          return { subscription, read_at: new Date(Math.floor(read / 1000) * 1000) };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    forgetCustomer: (id) =>
      call('customer', async (stripe) => {
        try {
          await stripe.customers.del(id);
        } catch (error) {
          if (!isMissing(error)) throw error;
        }
      }),
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'resource_missing';

async function load(key: string, url: string): Promise<Stripe> {
  const { default: Stripe } = await import('stripe');
  const { protocol, hostname, port } = new URL(url);
  return new Stripe(key, {
    ...{ host: hostname, protocol: protocol === 'http:' ? 'http' : 'https' },
    port: port || (protocol === 'http:' ? 80 : 443),
    // The platform's: spans see it, and so does the check of transactions.
    httpClient: Stripe.createFetchHttpClient(fetchFrom('stripe') as typeof fetch),
    ...{ timeout: TIMEOUT_MS, maxNetworkRetries: RETRIES, telemetry: false },
  });
}
