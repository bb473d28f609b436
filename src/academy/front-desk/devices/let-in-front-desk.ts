import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { callForRows } from '../../../db/call.ts';
import { frontDesks } from '../../../db/schema/academy/front-desk/front-desks.ts';
import { onViolations } from '../../../db/violation.ts';
import { refuse } from '../../../errors.ts';
import { notAManager } from '../../memberships/membership-refusal.ts';
import { hashOf, newToken } from '../../token.ts';
import type { LetInFrontDeskInput, NewFrontDesk } from './contract.ts';

/** So that whoever finds one somewhere knows what it is. */
const PREFIX = 'desk_';

/**
 * Lets a device in for a gym, as a manager. Its token is in this answer only; the database keeps a
 * hash.
 * @throws `not_a_manager` (forbidden), `front_desks_exhausted` (conflict)
 */
export async function letInFrontDesk(
  { db }: CallerContext,
  { gym_id, body: { name } }: { gym_id: string; body: LetInFrontDeskInput },
): Promise<NewFrontDesk> {
  const token = PREFIX + newToken();
  const call = sql`private.let_in_front_desk(${gym_id}, ${name}, ${await hashOf(token)})`;
  const [desk] = await callForRows(db, frontDesks, call).catch(onViolations({
    not_a_manager: notAManager,
    front_desks_exhausted: () => refuse('front_desks_exhausted'),
  }));
  return { ...desk!, token };
}
