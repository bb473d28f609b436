import { and, eq, isNull } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import { refuse } from '../../errors.ts';
import { selectReceived } from '../posts/select-received.ts';
import type { Reception } from './contract.ts';

/**
 * Reads what there is under a post that the caller reads.
 * @throws `post_not_found`
 */
export async function readReception(
  ctx: CallerContext,
  { post_id }: { post_id: string },
): Promise<Reception> {
  const where = and(eq(posts.id, post_id), isNull(posts.deleted_at));
  const [found] = await selectReceived(ctx, { where, limit: 1 });
  if (!found) throw refuse('post_not_found');
  return found;
}
