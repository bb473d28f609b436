import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { commentBody, comments } from '../../db/schema/community/comments/comments.ts';
import { author } from '../posts/contract.ts';

const comment = {
  id: EXAMPLE.comment_id,
  gym_id: EXAMPLE.gym_id,
  post_id: EXAMPLE.post_id,
  author_id: EXAMPLE.user_id,
  body: 'I will be there. Oss!',
  edited_at: null,
  removed_at: null,
  removed_reason: null,
  created_at: EXAMPLE.later,
  updated_at: EXAMPLE.later,
};

export const Comment = createSelectSchema(comments, {
  id: z.guid(),
  gym_id: z.guid(),
  post_id: z.guid(),
  author_id: z.guid(),
  edited_at: instant.nullable(),
  removed_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  post_id: true,
  author_id: true,
  body: true,
  edited_at: true,
  removed_at: true,
  removed_reason: true,
  created_at: true,
  updated_at: true,
}).meta({ id: 'Comment', example: comment });
export type Comment = z.output<typeof Comment>;

export const ListedComment = Comment.extend({ author }).meta({
  id: 'ListedComment',
  example: {
    ...comment,
    author: { user_id: EXAMPLE.user_id, first_name: 'Ana', last_name: 'Souza', image_url: null },
  },
});
export type ListedComment = z.output<typeof ListedComment>;

export const CommentInput = z.strictObject({ body: commentBody.schema })
  .meta({ id: 'CommentInput', example: { body: comment.body } });
export type CommentInput = z.output<typeof CommentInput>;

export const CommentParams = z.object({ comment_id: z.guid() });
