import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import { plans, subscriptionStatuses } from '../../db/schema/identity/user-profiles.ts';

/** What somebody pays for, as an app shows it. */
export const Subscription = z.object({
  plan: plans.schema.meta({ description: 'What they may use now' }),
  subscription_status: subscriptionStatuses.schema.meta({
    description: '`past_due`: a payment failed and is tried again, and the plan holds meanwhile. ' +
      '`unpaid` and `paused` are not over and give nothing; `incomplete` waits for its first payment',
  }),
  current_period_end: instant.nullable().meta({
    format: 'date-time',
    description: 'What is paid for ends then; the next payment is due unless it is cancelled',
  }),
  cancel_at_period_end: z.boolean().meta({ description: 'Cancelled, and holds until the end' }),
  cancel_at: instant.nullable().meta({ format: 'date-time', description: 'When it will be over' }),
  has_portal: z.boolean().meta({
    description: 'Whether there is a portal to open, where one changes, pays or cancels it',
  }),
}).meta({
  id: 'Subscription',
  example: {
    plan: 'pro',
    subscription_status: 'active',
    current_period_end: '2026-04-02T18:30:00.000Z',
    cancel_at_period_end: false,
    cancel_at: null,
    has_portal: true,
  },
});
export type Subscription = z.output<typeof Subscription>;
