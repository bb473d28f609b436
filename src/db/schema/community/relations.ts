import { relations } from 'drizzle-orm';
import { gyms } from '../academy/gyms.ts';
import { users } from '../identity/users.ts';
import { comments } from './comments/comments.ts';
import { postEdits } from './posts/post-edits.ts';
import { posts } from './posts/posts.ts';
import { postStats } from './posts/post-stats.ts';
import { postReactions } from './reactions/post-reactions.ts';
import { postReports } from './reports/post-reports.ts';

export const postsRelations = relations(posts, ({ one, many }) => ({
  gym: one(gyms, { fields: [posts.gym_id], references: [gyms.id] }),
  author: one(users, {
    fields: [posts.author_id],
    references: [users.id],
    relationName: 'author',
  }),
  /** Who took it down; `removed_by` is the column. */
  remover: one(users, {
    fields: [posts.removed_by],
    references: [users.id],
    relationName: 'remover',
  }),
  stats: one(postStats, { fields: [posts.id], references: [postStats.post_id] }),
  comments: many(comments),
  edits: many(postEdits),
}));

export const commentsRelations = relations(comments, ({ one }) => ({
  gym: one(gyms, { fields: [comments.gym_id], references: [gyms.id] }),
  post: one(posts, { fields: [comments.post_id], references: [posts.id] }),
  author: one(users, {
    fields: [comments.author_id],
    references: [users.id],
    relationName: 'commenter',
  }),
}));

export const postEditsRelations = relations(postEdits, ({ one }) => ({
  gym: one(gyms, { fields: [postEdits.gym_id], references: [gyms.id] }),
  post: one(posts, { fields: [postEdits.post_id], references: [posts.id] }),
  comment: one(comments, { fields: [postEdits.comment_id], references: [comments.id] }),
  author: one(users, {
    fields: [postEdits.author_id],
    references: [users.id],
    relationName: 'editor',
  }),
}));

export const postReactionsRelations = relations(postReactions, ({ one }) => ({
  gym: one(gyms, { fields: [postReactions.gym_id], references: [gyms.id] }),
  post: one(posts, { fields: [postReactions.post_id], references: [posts.id] }),
  user: one(users, { fields: [postReactions.user_id], references: [users.id] }),
}));

export const postReportsRelations = relations(postReports, ({ one }) => ({
  gym: one(gyms, { fields: [postReports.gym_id], references: [gyms.id] }),
  post: one(posts, { fields: [postReports.post_id], references: [posts.id] }),
  comment: one(comments, { fields: [postReports.comment_id], references: [comments.id] }),
  reporter: one(users, {
    fields: [postReports.reporter_id],
    references: [users.id],
    relationName: 'reporter',
  }),
}));
