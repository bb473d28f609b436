import type { CallerContext } from '../../db/context.ts';
import { assertVersion } from '../../db/version.ts';
import { type AppError, refuse } from '../../errors.ts';
import { readComment } from './read-comment.ts';

/** Tells why a write of an author touched no comment, as `postRefusal` does. */
export async function commentRefusal(
  { db, caller }: CallerContext,
  comment_id: string,
  version?: Date,
): Promise<AppError> {
  const comment = await readComment({ db }, { comment_id });
  if (comment.author_id !== caller.userId) return refuse('not_the_owner');
  if (comment.removed_at) return refuse('comment_removed');
  assertVersion(comment, version, 'comment');
  return refuse('comment_not_found');
}
