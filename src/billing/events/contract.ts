import { z } from 'zod';

/**
 * What became of an event: its news was written, or older than what is known; it was applied before; it
 * was kept until it is known whose it is; there is nothing to do for it; or its body is not what its
 * type says.
 */
export const StripeEventOutcome = z.enum([
  'applied',
  'stale',
  'duplicate',
  'kept',
  'ignored',
  'unreadable',
]);
export type StripeEventOutcome = z.output<typeof StripeEventOutcome>;

export const StripeEventReceived = z.object({ outcome: StripeEventOutcome })
  .meta({ id: 'StripeEventReceived', example: { outcome: 'applied' } });
