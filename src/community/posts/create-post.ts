import { sql } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import { type CreatePostInput, Post } from './contract.ts';

/**
 * Writes a post of the caller, as a member of the gym: published now, unless `published_at` names a
 * time to come, or is null for a draft.
 */
export async function createPost(
  { db, caller }: CallerContext,
  { gym_id, body }: { gym_id: string; body: CreatePostInput },
): Promise<Post> {
  const { published_at = sql`date_trunc('milliseconds', now())`, ...words } = body;
  const [created] = await db.insert(posts)
    .values({ ...words, published_at, gym_id, author_id: caller.userId })
    .returning(columnsOf(Post, posts));
  return created!;
}
