import type { CallerContext } from '../../db/context.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import type { Graduation, PromoteInput } from './contract.ts';
import { refusePromotions } from './promotion-refusals.ts';

/**
 * Promotes a member of a gym: for its staff, and never themselves or a child of theirs. What the rules
 * of that day do not allow takes a reason.
 * @throws `not_belt_staff` (forbidden), `member_not_found`, `promoted_in_future`, `rank_unknown`
 *   (invalid), `rank_held`, `promoted_since`, `not_eligible` (conflict), with each condition that does
 *   not hold
 */
export async function promote(
  { db, caller }: CallerContext,
  { gym_id, body }: { gym_id: string; body: PromoteInput },
): Promise<Graduation> {
  const { registered_on = body.awarded_on } = body;
  const [promoted] = await db.insert(graduations)
    .values({ ...body, gym_id, registered_on, awarded_by: caller.userId })
    .returning().catch(refusePromotions(() => 'body'));
  return { ...promoted!, voided_at: null };
}
