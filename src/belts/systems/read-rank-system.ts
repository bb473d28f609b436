import { asc, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { rankRules } from '../../db/schema/belts/systems/rank-rules.ts';
import { rankSystems } from '../../db/schema/belts/systems/rank-systems.ts';
import { ranks } from '../../db/schema/belts/systems/ranks.ts';
import { refuse } from '../../errors.ts';
import type { WholeRankSystem } from './contract.ts';

export const rankSystemNotFound = () => refuse('rank_system_not_found');

/**
 * Reads a version of rules with its ranks and every rule: one for all, or of a gym of the caller's.
 * @throws `rank_system_not_found`
 */
export async function readRankSystem(
  { db }: Pick<CallerContext, 'db'>,
  { rank_system_id }: { rank_system_id: string },
): Promise<WholeRankSystem> {
  const found = await db.query.rankSystems.findFirst({
    where: eq(rankSystems.id, rank_system_id),
    with: {
      ranks: { orderBy: [asc(ranks.position)] },
      rules: { orderBy: [asc(rankRules.position)] },
    },
  });
  if (!found) throw rankSystemNotFound();
  return found;
}
