import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import type { ScoringRequested } from './contract.ts';

/**
 * Has a shop scored as of today: for managers of its gym.
 * @throws `shop_not_found`
 */
export async function requestScoring(
  { db }: CallerContext,
  { shop_id }: { shop_id: string },
): Promise<ScoringRequested> {
  const [row] = await db.execute<{ enqueued: boolean | null }>(
    sql`select private.request_scoring(${shop_id}) as enqueued`,
  );
  if (row!.enqueued === null) throw refuse('shop_not_found');
  return { shop_id, enqueued: row!.enqueued };
}
