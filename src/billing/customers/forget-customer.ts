import { z } from 'zod';
import { stripeId } from '../../db/schema/identity/user-profiles.ts';
import { defineJob } from '../../jobs/define-job.ts';
import type { Payments } from '../../payments.ts';

/**
 * The job `forget_stripe_customer` has Stripe delete who was erased here. Their subscriptions end with
 * it, so that nobody goes on paying for an account that is gone; invoices stay there, as the law asks.
 */
export const forgetCustomer = defineJob({
  kind: 'forget_stripe_customer',
  payload: z.object({ customer_id: stripeId.schema }),
  run: async ({ payments }: { payments: Payments }, { payload: { customer_id } }) =>
    await payments.forgetCustomer(customer_id),
});
