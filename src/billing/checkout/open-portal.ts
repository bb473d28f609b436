import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import { refuse } from '../../errors.ts';
import { PaymentsError } from '../../payments.ts';
import type { PortalInput, PortalLink } from './contract.ts';
import { assertReturnUrls, type PaymentsContext, unavailable } from './payments-context.ts';

const Customer = z.object({ customer_id: z.string().nullable() });

/**
 * Opens the page on which the caller changes, pays or cancels what they subscribed to. Whose page it is
 * the database says, and no input.
 * @throws `billing_not_configured`, `return_url_not_allowed`, `no_subscription`, `payments_unavailable`
 */
export async function openPortal(
  { db, payments, returnOrigins }: PaymentsContext,
  { body }: { body: PortalInput },
): Promise<PortalLink> {
  if (!payments) throw refuse('billing_not_configured');
  assertReturnUrls(returnOrigins, body);
  const [row] = await callFor(db, Customer, sql`private.caller_customer() as customer_id`);
  if (!row?.customer_id) throw refuse('no_subscription');
  try {
    return await payments.openPortal({ customer_id: row.customer_id, ...body });
  } catch (error) {
    const isGone = error instanceof PaymentsError && error.fault === 'customer_gone';
    throw isGone ? refuse('no_subscription') : unavailable(error);
  }
}
