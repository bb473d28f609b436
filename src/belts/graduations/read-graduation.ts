import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import { refuse } from '../../errors.ts';
import type { Graduation } from './contract.ts';
import { history } from './history.ts';

/**
 * Reads one graduation: for whom it is about, their guardians and staff of the gym.
 * @throws `graduation_not_found`
 */
export async function readGraduation(
  { db }: Pick<CallerContext, 'db'>,
  { graduation_id }: { graduation_id: string },
): Promise<Graduation> {
  const [found] = await history(db)
    .where(and(eq(graduations.id, graduation_id), isNull(graduations.voids)));
  if (!found) throw refuse('graduation_not_found');
  return found;
}
