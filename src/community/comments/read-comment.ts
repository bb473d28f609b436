import { and, eq, isNull } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { refuse } from '../../errors.ts';
import { Comment } from './contract.ts';

/**
 * Reads one comment: what members read, and one's own that staff took down.
 * @throws `comment_not_found`
 */
export async function readComment(
  { db }: Pick<CallerContext, 'db'>,
  { comment_id }: { comment_id: string },
): Promise<Comment> {
  const [found] = await db.select(columnsOf(Comment, comments)).from(comments)
    .where(and(
      eq(comments.id, comment_id),
      isNull(comments.hidden_at),
      isNull(comments.deleted_at),
    ));
  if (!found) throw refuse('comment_not_found');
  return found;
}
