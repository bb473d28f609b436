import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import type { FeedPost, unpublishedStates } from './contract.ts';
import { selectReceived } from './select-received.ts';

type State = (typeof unpublishedStates)[number];

const has: Record<State, SQL | undefined> = {
  draft: isNull(posts.published_at),
  scheduled: and(sql`${posts.published_at} > now()`, isNull(posts.removed_at)),
  removed: isNotNull(posts.removed_at),
};

/**
 * Lists what is not in the feed of a gym, the last written first: the caller's drafts, and what is
 * scheduled or was removed, of which staff see everyone's.
 */
export const listUnpublished = (
  ctx: CallerContext,
  { gym_id, state, page }: { gym_id: string; state: State; page: PageRequest },
): Promise<Slice<FeedPost>> =>
  newestFirst(posts).list(page, ({ where, orderBy, limit }) =>
    selectReceived(ctx, {
      where: and(
        eq(posts.gym_id, gym_id),
        state === 'draft' ? eq(posts.author_id, ctx.caller.userId) : undefined,
        has[state],
        isNull(posts.deleted_at),
        where,
      ),
      orderBy,
      pageOrder: sql`page.created_at desc, page.id desc`,
      limit,
    }));
