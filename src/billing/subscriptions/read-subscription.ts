import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { Subscription } from './contract.ts';

const at = z.coerce.date().nullable();
const Row = Subscription.extend({ current_period_end: at, cancel_at: at });

/**
 * Reads the caller's plan and the subscription that it comes from.
 * @throws `account_deleted`
 */
export async function readSubscription({ db }: CallerContext): Promise<Subscription> {
  const [row] = await callFor(db, Row, sql`private.caller_subscription()`);
  if (!row) throw refuse('account_deleted');
  return row;
}
