import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { namedPerson } from '../../contract/named-person.ts';
import { PageQuery } from '../../contract/page.ts';
import { postEdits } from '../../db/schema/community/posts/post-edits.ts';
import {
  moderationReason,
  postBody,
  postLanguages,
  posts,
  postTitle,
} from '../../db/schema/community/posts/posts.ts';
import { exampleReception, receptionFields } from '../reactions/contract.ts';

const seminar = {
  title: 'Seminar on Saturday',
  body: 'Bring your gi: we begin at ten, and there is lunch for all.',
  language: 'en' as const,
};

const post = {
  id: EXAMPLE.post_id,
  gym_id: EXAMPLE.gym_id,
  author_id: EXAMPLE.manager_id,
  ...seminar,
  published_at: EXAMPLE.asked,
  edited_at: null,
  removed_at: null,
  removed_reason: null,
  created_at: EXAMPLE.asked,
  updated_at: EXAMPLE.asked,
};

/** The words of a post; how it is received is told apart, for it has no version. */
export const Post = createSelectSchema(posts, {
  id: z.guid(),
  gym_id: z.guid(),
  author_id: z.guid(),
  published_at: instant.nullable(),
  edited_at: instant.nullable(),
  removed_at: instant.nullable(),
  ...timestamps,
}).pick({
  id: true,
  gym_id: true,
  author_id: true,
  title: true,
  body: true,
  language: true,
  published_at: true,
  edited_at: true,
  removed_at: true,
  removed_reason: true,
  created_at: true,
  updated_at: true,
}).meta({ id: 'Post', example: post });
export type Post = z.output<typeof Post>;

/** Who wrote something; null for who left the gym since. */
export const author = z.object(namedPerson).nullable();
export const exampleAuthor = {
  user_id: EXAMPLE.manager_id,
  first_name: 'Helena',
  last_name: 'Prado',
  image_url: null,
};

export const FeedPost = Post.extend({ author, ...receptionFields }).meta({
  id: 'FeedPost',
  example: { ...post, author: exampleAuthor, ...exampleReception },
});
export type FeedPost = z.output<typeof FeedPost>;

const fields = {
  title: postTitle.schema,
  body: postBody.schema,
  language: postLanguages.schema.meta({
    description: 'Decides how its words are found; `simple` for any other language',
  }),
  published_at: writtenInstant.nullable().meta({
    description: 'Null: a draft. A time to come: scheduled. One that has come: now',
  }),
};

export const CreatePostInput = z.strictObject({
  ...fields,
  published_at: fields.published_at.optional().meta({
    description: 'Null: a draft. A time to come: scheduled. Otherwise it is published now',
  }),
}).meta({ id: 'CreatePostInput', example: seminar });
export type CreatePostInput = z.output<typeof CreatePostInput>;

export const UpdatePostInput = z.strictObject(fields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'UpdatePostInput', example: { title: 'Seminar on Sunday' } });
export type UpdatePostInput = z.output<typeof UpdatePostInput>;

export const PostParams = z.object({ post_id: z.guid() });

export const unpublishedStates = ['draft', 'scheduled', 'removed'] as const;

export const UnpublishedQuery = PageQuery.extend({
  state: z.enum(unpublishedStates).meta({
    description: "One's own drafts; what is scheduled or removed, of all for staff",
  }),
});

export const PostSearchQuery = PageQuery.extend({
  q: z.string().trim().min(1).max(200).refine((value) => !value.includes('\0'), {
    error: 'must not contain NUL',
  }).meta({ description: 'Any of its words', example: 'seminário sábado' }),
});

export const RemovalInput = z.strictObject({ reason: moderationReason.schema })
  .meta({ id: 'RemovalInput', example: { reason: 'It names a child.' } });

export const PostEdit = createSelectSchema(postEdits, { id: z.guid(), created_at: instant })
  .pick({ id: true, title: true, body: true, created_at: true })
  .meta({
    id: 'PostEdit',
    example: {
      id: EXAMPLE.event_id,
      title: seminar.title,
      body: seminar.body,
      created_at: EXAMPLE.later,
    },
  });
export type PostEdit = z.output<typeof PostEdit>;
