import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';

const Answer = z.object({ refused: z.boolean() });

/**
 * Says that a customer is not the member they were taken for, so that no address matches the two again:
 * a manager of the shop's gym, or the member. Both rows stay.
 * @throws `match_not_found`
 */
export async function refuseMatch(
  { db }: CallerContext,
  { customer_id }: { customer_id: string },
): Promise<void> {
  const [answer] = await callFor(
    db,
    Answer,
    sql`private.refuse_match(${customer_id}) as refused`,
  );
  if (!answer!.refused) throw refuse('match_not_found');
}
