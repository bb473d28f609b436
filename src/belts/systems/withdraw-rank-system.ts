import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { readRankSystem } from './read-rank-system.ts';

const Row = z.object({ withdrawn: z.boolean() });

/**
 * Takes back a version of a gym's rules before its first day; for its managers.
 * @throws `rank_system_not_found`, `not_a_manager` (forbidden), `rank_system_in_force` (conflict)
 */
export async function withdrawRankSystem(
  { db }: CallerContext,
  { rank_system_id }: { rank_system_id: string },
): Promise<void> {
  const [answer] = await callFor(db, Row, sql`private.withdraw_rank_system(${rank_system_id})`);
  if (!answer) {
    // Hidden, or gone, which it refuses itself; or seen by who may not.
    await readRankSystem({ db }, { rank_system_id });
    throw refuse('not_a_manager');
  }
  if (!answer.withdrawn) throw refuse('rank_system_in_force');
}
