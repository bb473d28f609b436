import { and, eq, isNull } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import { refuse } from '../../errors.ts';
import { Post } from './contract.ts';

/**
 * Reads the words of a post: a published one as a member, one's own, or as staff what is scheduled or
 * was removed.
 * @throws `post_not_found`
 */
export async function readPost(
  { db }: Pick<CallerContext, 'db'>,
  { post_id }: { post_id: string },
): Promise<Post> {
  const [found] = await db.select(columnsOf(Post, posts)).from(posts)
    .where(and(eq(posts.id, post_id), isNull(posts.deleted_at)));
  if (!found) throw refuse('post_not_found');
  return found;
}
