import { eq, type SQL, sql } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { postStats } from '../../db/schema/community/posts/post-stats.ts';
import { posts } from '../../db/schema/community/posts/posts.ts';
import type { ReactionKind } from '../../db/schema/community/reactions/post-reactions.ts';
import { noReactions } from '../reactions/contract.ts';
import { type FeedPost, Post } from './contract.ts';

/** Whose words they are: the columns of `private.member_names`, joined as `author`. */
export const authorColumns = {
  user_id: sql<string | null>`author.user_id`,
  first_name: sql<string | null>`author.first_name`,
  last_name: sql<string | null>`author.last_name`,
  image_url: sql<string | null>`author.image_url`,
};

/** Null for who left the gym since. */
export const authorOf = <T extends { user_id: string | null }>(author: T) =>
  author.user_id === null ? null : { ...author, user_id: author.user_id };

interface Wanted {
  /** The posts of one gym. */
  where: SQL | undefined;
  /** Over the columns of `posts`; and the same over those of `page`. */
  orderBy?: SQL[];
  pageOrder?: SQL;
  limit: number;
}

/**
 * Selects posts with their authors' names, what there is under them and the caller's own reactions:
 * one statement, whatever the number of posts. The page is cut first, and nothing is counted.
 */
export async function selectReceived(
  { db, caller }: CallerContext,
  { where, orderBy = [], pageOrder, limit }: Wanted,
): Promise<FeedPost[]> {
  const page = db.$with('page').as(
    db.select(columnsOf(Post, posts)).from(posts).where(where).orderBy(...orderBy).limit(limit),
  );
  const rows = await db.with(page).select({
    post: page._.selectedFields,
    author: authorColumns,
    comments: sql<number>`coalesce(${postStats.comments}, 0)`,
    reactions: sql<Partial<Record<ReactionKind, number>>>`coalesce(${postStats.reactions}, '{}')`,
    my_reactions: sql<ReactionKind[]>`coalesce((
      select jsonb_agg(r.kind order by r.kind) from post_reactions r
      where r.user_id = ${caller.userId} and r.post_id = ${page.id}
    ), '[]')`,
  }).from(page)
    .leftJoin(postStats, eq(postStats.post_id, page.id))
    .leftJoin(
      sql`private.member_names(
        (select gym_id from page limit 1), array(select author_id from page)
      ) author`,
      sql`author.user_id = ${page.author_id}`,
    )
    .orderBy(...(pageOrder ? [pageOrder] : []));
  return rows.map(({ post, author, reactions, ...received }) => ({
    ...post,
    author: authorOf(author),
    reactions: { ...noReactions, ...reactions },
    ...received,
  }));
}
