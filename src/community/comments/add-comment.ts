import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { MEMBERS_ONLY } from '../../db/schema/community/posts/posts.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Comment, CommentInput } from './contract.ts';

/**
 * Says something under a post in the caller's feed, as a member of its gym.
 * @throws `post_not_found`, `not_a_member` (forbidden): a guardian only reads
 */
export async function addComment(
  { db }: CallerContext,
  { post_id, body }: { post_id: string; body: CommentInput },
): Promise<Comment> {
  const [said] = await callForRows(
    db,
    comments,
    sql`private.add_comment(${post_id}, ${body.body})`,
  ).catch(onViolation(MEMBERS_ONLY, () => refuse('not_a_member')));
  if (!said) throw refuse('post_not_found');
  return said;
}
