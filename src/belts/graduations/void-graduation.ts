import type { CallerContext } from '../../db/context.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Graduation, VoidInput } from './contract.ts';
import { refusePromotions } from './promotion-refusals.ts';
import { readGraduation } from './read-graduation.ts';

/**
 * Takes a graduation back, as a mistake, by a row that says why: for staff of the gym that awarded it,
 * and never their own or a child's. The rank is then what it was before.
 * @throws `graduation_not_found`, `graduation_voided` (conflict), `not_belt_staff` (forbidden)
 */
export async function voidGraduation(
  { db, caller }: CallerContext,
  { graduation_id, body: { reason } }: { graduation_id: string; body: VoidInput },
): Promise<Graduation> {
  const was = await readGraduation({ db }, { graduation_id });
  if (was.voided_at) throw refuse('graduation_voided');
  const {
    id,
    event_id: _event,
    override_reason: _override,
    voided_at: _,
    created_at: __,
    ...same
  } = was;
  const [row] = await db.insert(graduations)
    .values({ ...same, awarded_by: caller.userId, voids: id, void_reason: reason })
    .returning({ created_at: graduations.created_at })
    .catch(onViolation('graduations_voids_unique', () => refuse('graduation_voided')))
    .catch(refusePromotions(() => 'body'));
  return { ...was, voided_at: row!.created_at, void_reason: reason };
}
