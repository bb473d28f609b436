import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { Attribution, type AttributionQuery, LEAST_BUYERS, LEAST_CUSTOMERS } from './contract.ts';

/** What the database answers: all but what was asked. */
const Answer = z.object({ attribution: Attribution.omit({ automation_id: true }).nullable() });

/**
 * Reads what was bought upon an automation's messages within some days, and what of it came of them, in
 * one statement: for managers of the shop's gym.
 * @throws `automation_not_found`
 */
export async function readAttribution(
  { db }: CallerContext,
  { automation_id, days }: AttributionQuery & { automation_id: string },
): Promise<Attribution> {
  const call = sql`private.automation_attribution(${automation_id}, ${days ?? null}::integer,
    ${LEAST_CUSTOMERS}, ${LEAST_BUYERS}) as attribution`;
  const [answer] = await callFor(db, Answer, call);
  if (!answer?.attribution) throw refuse('automation_not_found');
  return { automation_id, ...answer.attribution };
}
