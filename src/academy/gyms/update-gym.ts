import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { assertVersion, isVersion } from '../../db/version.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Gym, UpdateGymInput } from './contract.ts';
import { readGym } from './read-gym.ts';

const managerNotAMember = () => refuse('manager_not_a_member', { field: 'body.manager_id' });

/**
 * Changes a gym, or hands it over to one of its members. Row security lets only its managers.
 * @throws `gym_not_found`, `not_a_manager` (forbidden), `precondition_failed`,
 *   `manager_not_a_member` (invalid)
 */
export async function updateGym(
  ctx: CallerContext,
  { gym_id, body, version }: { gym_id: string; body: UpdateGymInput; version: Date | undefined },
): Promise<Gym> {
  const [gym] = await ctx.db.update(gyms).set(body)
    .where(and(eq(gyms.id, gym_id), isVersion(gyms, version)))
    .returning().catch(onViolation('gyms_manager_is_member', managerNotAMember));
  if (gym) return gym;
  assertVersion(await readGym(ctx, { gym_id }), version, 'gym');
  throw refuse('not_a_manager');
}
