import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { newestFirst, type PageRequest, type Slice } from '../../db/keyset.ts';
import { postEdits } from '../../db/schema/community/posts/post-edits.ts';
import type { PostEdit } from './contract.ts';

const listEdits = (
  { db }: CallerContext,
  of: typeof postEdits.post_id | typeof postEdits.comment_id,
  id: string,
  page: PageRequest,
): Promise<Slice<PostEdit>> =>
  newestFirst(postEdits).list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(postEdits).where(and(eq(of, id), where)).orderBy(...orderBy).limit(limit),
  );

/** Lists the earlier texts of a post, the last one first; for its author and the staff. */
export const listPostEdits = (
  ctx: CallerContext,
  { post_id, page }: { post_id: string; page: PageRequest },
): Promise<Slice<PostEdit>> => listEdits(ctx, postEdits.post_id, post_id, page);

/** Lists the earlier texts of a comment, the last one first; for its author and the staff. */
export const listCommentEdits = (
  ctx: CallerContext,
  { comment_id, page }: { comment_id: string; page: PageRequest },
): Promise<Slice<PostEdit>> => listEdits(ctx, postEdits.comment_id, comment_id, page);
