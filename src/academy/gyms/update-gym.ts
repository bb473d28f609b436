import { and, eq } from 'drizzle-orm';
import type { Gym, UpdateGymInput } from '../contract.ts';
import type { Database } from '../../db/client.ts';
import { gyms } from '../../db/schema/index.ts';
import { onViolation } from '../../db/violation.ts';
import { forbidden, invalid, preconditionFailed } from '../../errors.ts';
import { readGym } from './read-gym.ts';

const managerNotAMember = () =>
  invalid('manager_not_a_member', 'The manager of a gym is one of its members.', 'body.manager_id');

/**
 * Changes a gym, or hands it over to one of its members. Row security lets only its managers.
 *
 * @param expectedVersion the `updated_at` the change was made against, if the client sent one
 * @throws `gym_not_found`, `not_a_manager` (forbidden), `precondition_failed`,
 *   `manager_not_a_member` (invalid)
 */
export async function updateGym(
  db: Database,
  gymId: string,
  input: UpdateGymInput,
  expectedVersion?: Date,
): Promise<Gym> {
  const [gym] = await db.update(gyms).set(input).where(and(
    eq(gyms.id, gymId),
    expectedVersion && eq(gyms.updated_at, expectedVersion),
  )).returning().catch(onViolation('gyms_manager_is_member', managerNotAMember));
  if (gym) return gym;
  const { updated_at } = await readGym(db, gymId);
  if (expectedVersion && updated_at.getTime() !== expectedVersion.getTime()) {
    throw preconditionFailed('precondition_failed', 'The gym has changed since it was read.');
  }
  throw forbidden('not_a_manager', 'Only a manager of this gym may do that.');
}
