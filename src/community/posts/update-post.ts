import { and, eq, isNull } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { posts, PUBLISHED_ONCE } from '../../db/schema/community/posts/posts.ts';
import { isVersion } from '../../db/version.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { Post, type UpdatePostInput } from './contract.ts';
import { postRefusal } from './post-refusal.ts';

/**
 * Changes a post of the caller's: its words, of which the earlier ones are kept once others could have
 * read them, and, until it is published, when it will be.
 * @throws `post_not_found`, `not_the_owner` (forbidden), `post_removed`, `post_published` (conflict),
 *   `precondition_failed`
 */
export async function updatePost(
  ctx: CallerContext,
  { post_id, body, version }: {
    post_id: string;
    body: UpdatePostInput;
    version: Date | undefined;
  },
): Promise<Post> {
  const [changed] = await ctx.db.update(posts).set(body)
    .where(and(
      eq(posts.id, post_id),
      eq(posts.author_id, ctx.caller.userId),
      isNull(posts.deleted_at),
      isVersion(posts, version),
    ))
    .returning(columnsOf(Post, posts))
    .catch(onViolation(
      PUBLISHED_ONCE,
      () => refuse('post_published', { field: 'body.published_at' }),
    ));
  if (!changed) throw await postRefusal(ctx, post_id, version);
  return changed;
}
