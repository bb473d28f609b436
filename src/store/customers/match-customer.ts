import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Customer, MatchInput } from './contract.ts';
import { customerNotFound, readCustomer } from './read-customer.ts';

const Answer = z.object({ matched: z.boolean() });

/**
 * Says that a customer is a member, whatever their addresses are: a manager of the shop's gym says so
 * of a grown-up member of it.
 * @throws `customer_not_found`, `customer_not_a_member` (invalid)
 */
export async function matchCustomer(
  ctx: CallerContext,
  { customer_id, body: { user_id } }: { customer_id: string; body: MatchInput },
): Promise<Customer> {
  const call = sql`private.match_customer(${customer_id}, ${user_id}) as matched`;
  const [answer] = await callFor(ctx.db, Answer, call).catch(onViolation(
    'customers_member',
    () => refuse('customer_not_a_member', { field: 'body.user_id' }),
  ));
  if (!answer!.matched) throw customerNotFound();
  return await readCustomer(ctx, { customer_id });
}
