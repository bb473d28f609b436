import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import type { FeedPost } from './contract.ts';
import { selectReceived } from './select-received.ts';

/** The order of a feed: the latest published first. A published post keeps its time, and its place. */
const latestPublished = keyset('desc', posts.published_at, posts.id);

/** What is in a feed, said as the index of it says it. */
export const inFeed = (gym_id: string) =>
  and(
    eq(posts.gym_id, gym_id),
    sql`${posts.published_at} <= now()`,
    isNull(posts.removed_at),
    isNull(posts.deleted_at),
  );

/** Lists the feed of a gym, the latest published first; for its members and their guardians. */
export const listPosts = (
  ctx: CallerContext,
  { gym_id, page }: { gym_id: string; page: PageRequest },
): Promise<Slice<FeedPost>> =>
  latestPublished.list(page, ({ where, orderBy, limit }) =>
    selectReceived(ctx, {
      where: and(inFeed(gym_id), where),
      orderBy,
      pageOrder: sql`page.published_at desc, page.id desc`,
      limit,
    }));
