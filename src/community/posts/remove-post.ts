import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import { refuse } from '../../errors.ts';
import type { Post } from './contract.ts';
import { readPost } from './read-post.ts';

/**
 * Takes a post down, by staff of its gym, with a reason that its author and the trail see; again
 * changes nothing.
 * @throws `post_not_found`, `not_class_staff` (forbidden)
 */
export async function removePost(
  { db }: CallerContext,
  { post_id, body }: { post_id: string; body: { reason: string } },
): Promise<Post> {
  const [removed] = await callForRows(
    db,
    posts,
    sql`private.remove_post(${post_id}, ${body.reason})`,
  );
  if (removed) return removed;
  await readPost({ db }, { post_id });
  throw refuse('not_class_staff');
}
