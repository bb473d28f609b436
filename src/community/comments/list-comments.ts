import { and, eq, isNull, sql } from 'drizzle-orm';
import { columnsOf } from '../../db/columns-of.ts';
import type { CallerContext } from '../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../db/keyset.ts';
import { comments } from '../../db/schema/community/comments/comments.ts';
import { authorColumns, authorOf } from '../posts/select-received.ts';
import { Comment, type ListedComment } from './contract.ts';

/** A conversation is read from its beginning. */
const inOrder = keyset('asc', comments.created_at, comments.id);

/** Lists what was said under a post, from the beginning, with names; nothing of one that is not seen. */
export const listComments = (
  { db }: CallerContext,
  { post_id, page }: { post_id: string; page: PageRequest },
): Promise<Slice<ListedComment>> =>
  inOrder.list(page, async ({ where, orderBy, limit }) => {
    const said = db.$with('said').as(
      db.select(columnsOf(Comment, comments)).from(comments).where(and(
        eq(comments.post_id, post_id),
        isNull(comments.hidden_at),
        isNull(comments.removed_at),
        isNull(comments.deleted_at),
        where,
      )).orderBy(...orderBy).limit(limit),
    );
    const rows = await db.with(said).select({
      comment: said._.selectedFields,
      author: authorColumns,
    }).from(said)
      .leftJoin(
        sql`private.member_names(
          (select gym_id from said limit 1), array(select author_id from said)
        ) author`,
        sql`author.user_id = ${said.author_id}`,
      )
      .orderBy(sql`${said.created_at}, ${said.id}`);
    return rows.map(({ comment, author }) => ({ ...comment, author: authorOf(author) }));
  });
