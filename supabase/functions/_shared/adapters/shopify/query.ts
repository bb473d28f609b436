import { z } from 'zod';
import { ShopifyError, type ShopifyFault } from '../../../../../src/shopify-error.ts';
import { send } from './send.ts';
import { statusFault } from './status-fault.ts';
import { Cost, fallbackDeadline, restoredInMs, waitFor } from './throttle.ts';

const Answered = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({
    message: z.string(),
    extensions: z.object({ code: z.string().optional() }).nullish(),
  })).optional(),
  // Told besides: an answer is one without it.
  extensions: z.object({ cost: Cost.optional().catch(undefined) }).nullish().catch(undefined),
});
type Answered = z.output<typeof Answered>;

const FAULTS: Record<string, ShopifyFault> = {
  ACCESS_DENIED: 'denied',
  INTERNAL_SERVER_ERROR: 'unavailable',
  SHOP_INACTIVE: 'unavailable',
};

export interface Question {
  document: string;
  variables?: Record<string, unknown> | undefined;
}

export interface Patience {
  signal: AbortSignal;
  /** Milliseconds since the epoch until which it may wait. */
  deadline?: number | undefined;
}

/**
 * Asks the Admin API, and asks again while its cost limit is restored, until the deadline.
 * @param url of the GraphQL endpoint of the shop
 * @throws ShopifyError
 */
export async function query(
  url: string,
  token: string,
  { document, variables }: Question,
  { signal, deadline = fallbackDeadline() }: Patience,
): Promise<Record<string, unknown>> {
  while (true) {
    const answer = await send(url, {
      headers: { 'x-shopify-access-token': token },
      body: { query: document, variables },
    }, signal);
    if (answer.status === 429) {
      const fault = statusFault(answer);
      await waitFor(fault.retryAfterMs ?? 1_000, { signal, deadline });
      continue;
    }
    if (answer.status !== 200) throw statusFault(answer);
    const answered = Answered.safeParse(answer.body);
    if (!answered.success) throw new ShopifyError('unavailable', 'What answered is not Shopify');
    if (isThrottled(answered.data)) {
      const ms = restoredInMs(answered.data.extensions?.cost);
      if (ms === undefined) throw tooDear();
      await waitFor(ms, { signal, deadline });
      continue;
    }
    return dataOf(answered.data);
  }
}

const isThrottled = ({ errors }: Answered): boolean =>
  errors?.some(({ extensions }) => extensions?.code === 'THROTTLED') ?? false;

const tooDear = () =>
  new ShopifyError('invalid', 'The query costs more than the shop ever has', {
    reason: 'MAX_COST_EXCEEDED',
  });

function dataOf({ data, errors }: Answered): Record<string, unknown> {
  const [error] = errors ?? [];
  if (error) {
    const reason = error.extensions?.code;
    const fault = FAULTS[reason ?? ''] ?? 'invalid';
    throw new ShopifyError(fault, `Shopify: ${error.message.slice(0, 300)}`, { reason });
  }
  if (!data) throw new ShopifyError('unavailable', 'Shopify answered nothing');
  return data;
}
