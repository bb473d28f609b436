import { z } from 'zod';
import { instant } from '../contract/fields.ts';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { commentsPersonal } from '../db/schema/community/comments/comments.ts';
import { postEditsPersonal } from '../db/schema/community/posts/post-edits.ts';
import { postsPersonal } from '../db/schema/community/posts/posts.ts';
import { postReactionsPersonal } from '../db/schema/community/reactions/post-reactions.ts';
import { postReportsPersonal } from '../db/schema/community/reports/post-reports.ts';
import { Comment } from './comments/contract.ts';
import { Post, PostEdit } from './posts/contract.ts';
import { Report } from './reports/contract.ts';

const HeldReaction = z.object({ post_id: z.guid(), kind: z.string(), created_at: instant });

/** What a person said in their gyms; `private.erase_community` removes it. */
export const communityPersonal: PersonalPart = {
  personal: [
    ...[postsPersonal, postEditsPersonal, commentsPersonal, postReactionsPersonal],
    postReportsPersonal,
  ],
  exports: {
    posts: exported('posts', z.array(Post.extend({ deleted_at: instant.nullable() }))),
    post_edits: exported('postEdits', z.array(PostEdit)),
    comments: exported('comments', z.array(Comment.extend({ deleted_at: instant.nullable() }))),
    post_reactions: exported('postReactions', z.array(HeldReaction)),
    post_reports: exported('postReports', z.array(Report)),
  },
};
