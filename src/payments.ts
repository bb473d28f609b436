/** What a checkout is opened for. */
export interface CheckoutOrder {
  user_id: string;
  price_id: string;
  /** The customer that they are already, if they are one. */
  customer_id: string | null;
  /** Filled in for who is no customer yet. */
  email: string | null;
  success_url: string;
  cancel_url: string;
  /** Of two calls with the same key and order the second answers what the first did. */
  key: string;
}

/** The port to whoever takes the payments for plans. Every call may throw a PaymentsError. */
export interface Payments {
  openCheckout(order: CheckoutOrder): Promise<{ url: string; expires_at: Date }>;
  openPortal(customer: { customer_id: string; return_url: string }): Promise<{ url: string }>;
  /**
   * Reads a subscription as it is now.
   * @returns what the provider says of it, and a whole second in which it was so or that was before;
   *   undefined where there is none
   */
  readSubscription(
    subscription_id: string,
  ): Promise<{ subscription: unknown; read_at: Date } | undefined>;
  /** Deletes a customer, whose subscriptions end with it; one that is gone already is no fault. */
  forgetCustomer(customer_id: string): Promise<void>;
}

/**
 * Why a provider of payments did not do what was asked. `unavailable`: it is down, slow or busy, and may
 * do it later. `customer_gone`: the customer was deleted there. `refused`: it never will, by how this
 * server is set up: its key, a price that is not there.
 */
export type PaymentsFault = 'unavailable' | 'customer_gone' | 'refused';

/** What was not done, typed. Its message is for the log: it never holds a secret. */
export class PaymentsError extends Error {
  override readonly name = 'PaymentsError';

  /** @param retryAfterMs how long the provider asks to be left alone */
  constructor(
    readonly fault: PaymentsFault,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}
