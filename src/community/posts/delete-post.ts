import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import { postRefusal } from './post-refusal.ts';

/**
 * Deletes a post of the caller's, with what was said under it.
 * @throws `post_not_found`, `not_the_owner` (forbidden), `post_removed` (conflict)
 */
export async function deletePost(
  ctx: CallerContext,
  { post_id }: { post_id: string },
): Promise<void> {
  const [deleted] = await ctx.db.update(posts).set({ deleted_at: sql`now()` })
    .where(and(
      eq(posts.id, post_id),
      eq(posts.author_id, ctx.caller.userId),
      isNull(posts.deleted_at),
    ))
    .returning({ id: posts.id });
  if (!deleted) throw await postRefusal(ctx, post_id);
}
