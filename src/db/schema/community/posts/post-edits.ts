import { or, sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { inGym, ownRow, selectPolicy } from '../../../declare/policies.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { createdAt, id } from '../../columns.ts';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';
import { comments } from '../comments/comments.ts';
import { erasedPosts, postBody, posts, postTitle } from './posts.ts';

/**
 * The earlier texts of posts and comments, each until when it stood: for their author and the staff.
 * A trigger alone writes them, and they go with what they were of.
 */
export const postEdits = pgTable('post_edits', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  author_id: uuid().notNull().references(() => users.id),
  /** Of a post or of a comment. */
  post_id: uuid().references(() => posts.id, { onDelete: 'cascade' }),
  comment_id: uuid().references(() => comments.id, { onDelete: 'cascade' }),
  /** Comments have none. */
  title: text(),
  body: text().notNull(),
  ...createdAt(),
}, (t) => [
  newestFirstIndex('post_edits_post_id_index', t, t.post_id),
  newestFirstIndex('post_edits_comment_id_index', t, t.comment_id),
  index('post_edits_gym_id_index').on(t.gym_id),
  index('post_edits_author_id_index').on(t.author_id),
  check('post_edits_of_check', sql`num_nonnulls(${t.post_id}, ${t.comment_id}) = 1`),
  postTitle.check('post_edits_title_check', t.title),
  postBody.check('post_edits_body_check', t.body),
  ...instants(t.created_at),
  selectPolicy(
    'post_edits_select_author_or_staff',
    or(inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'), ownRow(t.author_id))!,
  ),
]).enableRLS();

export const postEditsGrants = grants(postEdits, { authenticated: { select: true } });

export const postEditsPersonal = personalData(postEdits, {
  author_id: { export: 'post_edits', erase: { delete: erasedPosts } },
});
