import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { callForRows } from '../../../db/call.ts';
import { frontDesks } from '../../../db/schema/academy/front-desk/front-desks.ts';
import { refuse } from '../../../errors.ts';

/**
 * Revokes a device, as a manager of its gym: from now on its token opens nothing.
 * @throws `front_desk_not_found`, also for one that was revoked already
 */
export async function revokeFrontDesk(
  { db }: CallerContext,
  { front_desk_id }: { front_desk_id: string },
): Promise<void> {
  const call = sql`private.revoke_front_desk(${front_desk_id})`;
  const [revoked] = await callForRows(db, frontDesks, call);
  if (!revoked) throw refuse('front_desk_not_found');
}
