import { and, eq } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { isVersion } from '../../db/version.ts';
import { commentRefusal } from './comment-refusal.ts';
import { Comment, type CommentInput } from './contract.ts';

/**
 * Changes what the caller said; the earlier text is kept.
 * @throws `comment_not_found`, `not_the_owner` (forbidden), `comment_removed` (conflict),
 *   `precondition_failed`
 */
export async function updateComment(
  ctx: CallerContext,
  { comment_id, body, version }: {
    comment_id: string;
    body: CommentInput;
    version: Date | undefined;
  },
): Promise<Comment> {
  const [changed] = await ctx.db.update(comments).set(body)
    .where(and(
      eq(comments.id, comment_id),
      eq(comments.author_id, ctx.caller.userId),
      isVersion(comments, version),
    ))
    .returning(columnsOf(Comment, comments));
  if (!changed) throw await commentRefusal(ctx, comment_id, version);
  return changed;
}
