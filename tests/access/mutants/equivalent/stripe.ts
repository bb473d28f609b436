import type { Equivalent } from '../equivalence.ts';

/** Of plans that Stripe tells of. */
export const equivalentStripe: Equivalent[] = [
  {
    mutants:
      /^grant execute on function private\.(ask_stripe|end_stripe_customer|follow_stripe_plan|hear_stripe_\w+|hold_stripe_customer|keep_stripe_subscription|note_stripe_event|put_stripe_product|stripe_subscriptions_to_ask)\(.*\) to (anon|authenticated|public)$/,
    because: 'It runs with the rights of who calls it, and needs tables closed to them.',
  },
  {
    mutants: /^function private\.erase_(billing|stripe)\(uuid\): security invoker$/,
    because: 'Nobody may call it but private.erase_user, which has the same rights.',
  },
  {
    mutants: /^function private\.caller_subscription\(\): condition 3, .* is true$/,
    because: 'A profile names a subscription of its person: private.follow_stripe_plan wrote it.',
  },
  {
    mutants: /^trigger stripe_(customers|subscriptions)_hold_user_id: dropped$/,
    because: 'Only the system could write of the erased there; tests/db/erasure sees the trigger.',
  },
];
