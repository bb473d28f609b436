import { and, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { type PageRequest, type Slice, slice } from '../../db/keyset.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import type { FeedPost } from './contract.ts';
import { inFeed } from './list-posts.ts';
import { selectReceived } from './select-received.ts';

const Found = z.object({ id: z.guid(), score: z.number() });

/**
 * Finds posts in the feed of a gym by any of the words, in whatever form the language of each post
 * gives them, the best first. Which ones is asked of the definer function `private.search_posts`, for
 * row security would cost the index; what they say is read as any list is.
 */
export async function searchPosts(
  ctx: CallerContext,
  { gym_id, q, page: { limit, after } }: { gym_id: string; q: string; page: PageRequest },
): Promise<Slice<FeedPost>> {
  const [score, id] = after ?? [null, null];
  const { items, next } = slice(
    await callFor(
      ctx.db,
      Found,
      sql`private.search_posts(${gym_id}, ${q}, ${score}::real, ${id}, ${limit + 1})`,
    ),
    limit,
    (found) => [found.score, found.id],
  );
  if (items.length === 0) return { items: [], next };
  const where = and(inFeed(gym_id), inArray(posts.id, items.map(({ id }) => id)));
  const read = new Map(
    (await selectReceived(ctx, { where, limit })).map((post) => [post.id, post]),
  );
  // One may have been taken away since it was found.
  return { items: items.flatMap(({ id }) => read.get(id) ?? []), next };
}
