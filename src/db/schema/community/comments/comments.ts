import { and, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  inGym,
  inGymOfPersons,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { moderationReason, posts } from '../posts/posts.ts';

export const commentBody = textOf(2000);

/**
 * What members say under a post. Made by `private.add_comment`, which holds the post; edited, deleted
 * and removed as posts are. With a post that is taken away goes what was said under it.
 */
export const comments = pgTable('comments', {
  id: id(),
  gym_id: uuid().notNull(),
  post_id: uuid().notNull(),
  author_id: uuid().notNull().references(() => users.id),
  body: text().notNull(),
  edited_at: instant(),
  deleted_at: instant(),
  removed_at: instant(),
  removed_by: uuid().references(() => users.id),
  removed_reason: text(),
  /** When the post was deleted or removed; kept by a trigger of the post. */
  hidden_at: instant(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'comments_post_id_gym_id_fkey',
    columns: [t.post_id, t.gym_id],
    foreignColumns: [posts.id, posts.gym_id],
  }).onDelete('cascade'),
  unique('comments_id_post_id_unique').on(t.id, t.post_id),
  // A conversation, in its order.
  index('comments_post_id_index').on(t.post_id, t.created_at, t.id)
    .where(sql`${t.deleted_at} is null and ${t.removed_at} is null`),
  index('comments_post_id_gym_id_index').on(t.post_id, t.gym_id),
  index('comments_gym_id_index').on(t.gym_id),
  index('comments_author_id_index').on(t.author_id),
  index('comments_removed_by_index').on(t.removed_by),
  // What has been kept long enough.
  index('comments_deleted_at_index').on(t.deleted_at).where(sql`${t.deleted_at} is not null`),
  index('comments_removed_at_index').on(t.removed_at).where(sql`${t.removed_at} is not null`),
  commentBody.check('comments_body_check', t.body),
  moderationReason.check('comments_removed_reason_check', t.removed_reason),
  check(
    'comments_removed_check',
    sql`(${t.removed_at} is null) = (${t.removed_reason} is null)`,
  ),
  ...instants(
    ...[t.edited_at, t.deleted_at, t.removed_at, t.hidden_at, t.created_at, t.updated_at],
  ),
  selectPolicy(
    'comments_select_members_or_author',
    or(
      and(
        inGymOfPersons(t.gym_id),
        isNull(t.hidden_at),
        isNull(t.removed_at),
        isNull(t.deleted_at),
      ),
      ownRow(t.author_id),
    )!,
  ),
  updatePolicy(
    'comments_update_author',
    and(ownRow(t.author_id), isNull(t.hidden_at), isNull(t.removed_at), isNull(t.deleted_at))!,
    or(inGym(t.gym_id, 'STUDENT', 'INSTRUCTOR', 'MANAGER'), isNotNull(t.deleted_at))!,
  ),
]).enableRLS();

export const commentsGrants = grants(comments, {
  authenticated: { select: true, update: ['body', 'deleted_at'] },
});

export const commentsTriggers = triggers(comments, 'touch', {
  name: 'hold_caller',
  before: ['update'],
  each: 'statement',
  run: 'private.hold_caller_first',
}, {
  name: 'note_edit',
  before: ['update'],
  when: 'old.body <> new.body',
  run: 'private.note_edit',
}, {
  name: 'note_deletion',
  before: ['update'],
  of: ['deleted_at'],
  run: 'private.note_deletion',
}, {
  name: 'keep_edit',
  after: ['update'],
  of: ['body'],
  when: 'old.body <> new.body',
  run: 'private.keep_edit',
}, {
  name: 'drop_edits',
  after: ['update'],
  of: ['deleted_at'],
  when: 'new.deleted_at is not null',
  run: 'private.drop_edits',
}, {
  name: 'count',
  after: ['insert', 'update', 'delete'],
  of: ['deleted_at', 'removed_at'],
  run: 'private.count_comment',
});

export const commentsPersonal = personalData(comments, {
  author_id: { export: 'comments', erase: { delete: 'comments' } },
  removed_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['removed_by'], gone: 'that you took down what others wrote' },
  },
});

export const commentsRetention = retention(comments, {
  what: 'comments that their author deleted',
  days: 30,
  since: comments.deleted_at,
  why: 'a slip of the finger can be asked about for a while',
}, {
  what: 'comments that staff took down',
  days: 365,
  since: comments.removed_at,
  why: 'the author may ask why, and the gym may have to answer',
});
