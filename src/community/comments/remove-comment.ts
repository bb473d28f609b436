import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { refuse } from '../../errors.ts';
import type { Comment } from './contract.ts';
import { readComment } from './read-comment.ts';

/**
 * Takes a comment down, by staff of its gym, with a reason that its author and the trail see; again
 * changes nothing.
 * @throws `comment_not_found`, `not_class_staff` (forbidden)
 */
export async function removeComment(
  { db }: CallerContext,
  { comment_id, body }: { comment_id: string; body: { reason: string } },
): Promise<Comment> {
  const [removed] = await callForRows(
    db,
    comments,
    sql`private.remove_comment(${comment_id}, ${body.reason})`,
  );
  if (removed) return removed;
  await readComment({ db }, { comment_id });
  throw refuse('not_class_staff');
}
