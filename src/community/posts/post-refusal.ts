import type { CallerContext } from '../../db/context.ts';
import { assertVersion } from '../../db/version.ts';
import { type AppError, refuse } from '../../errors.ts';
import { readPost } from './read-post.ts';

/** Tells why a write of an author touched no post: it is hidden, another's, was removed, or has changed. */
export async function postRefusal(
  { db, caller }: CallerContext,
  post_id: string,
  version?: Date,
): Promise<AppError> {
  const post = await readPost({ db }, { post_id });
  if (post.author_id !== caller.userId) return refuse('not_the_owner');
  if (post.removed_at) return refuse('post_removed');
  assertVersion(post, version, 'post');
  return refuse('post_not_found');
}
