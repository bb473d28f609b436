import { and, eq, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { commentRefusal } from './comment-refusal.ts';

/**
 * Deletes what the caller said.
 * @throws `comment_not_found`, `not_the_owner` (forbidden), `comment_removed` (conflict)
 */
export async function deleteComment(
  ctx: CallerContext,
  { comment_id }: { comment_id: string },
): Promise<void> {
  const [deleted] = await ctx.db.update(comments).set({ deleted_at: sql`now()` })
    .where(and(eq(comments.id, comment_id), eq(comments.author_id, ctx.caller.userId)))
    .returning({ id: comments.id });
  if (!deleted) throw await commentRefusal(ctx, comment_id);
}
