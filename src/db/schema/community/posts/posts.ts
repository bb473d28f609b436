import { and, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import {
  inGym,
  inGymOfPersons,
  insertPolicy,
  ownRow,
  selectPolicy,
  updatePolicy,
} from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';
import { tsvector } from '../../knowledge/documents.ts';

/** How its words become search terms: by the grammar of a language, or as they stand. */
export const postLanguages = choices('pt', 'en', 'simple');
export const postTitle = textOf(200);
export const postBody = textOf(10_000);
/** Why staff took something down, and why somebody asks them to. */
export const moderationReason = textOf(500);

/** Named, because verbs tell a refusal by them. */
export const PUBLISHED_ONCE = 'posts_published_once';
export const MEMBERS_ONLY = 'community_members_only';

/** In words for the person. */
export const erasedPosts = 'posts, with what was said under them';

/**
 * What a member tells their gym. A draft is its author's alone (`published_at` is null), a scheduled
 * post its author's and the staff's until its time has come; nothing has to run for that. Once
 * published it keeps its time, which is its place in the feed. Its author edits and deletes it, and
 * staff remove it with a reason.
 */
export const posts = pgTable('posts', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  author_id: uuid().notNull().references(() => users.id),
  title: text().notNull(),
  body: text().notNull(),
  language: postLanguages.column().notNull(),
  published_at: instant(),
  /** When its words last changed that others could have read. */
  edited_at: instant(),
  /** When its author deleted it. */
  deleted_at: instant(),
  removed_at: instant(),
  removed_by: uuid().references(() => users.id),
  removed_reason: text(),
  /** What a search looks in beside the words: an index cannot hold a uuid and words at once. */
  audience: uuid().array().notNull().generatedAlwaysAs(sql`array[gym_id]`),
  /** Title weighs A, body D; written by a trigger. */
  search_vector: tsvector().notNull().default(sql`''`),
  ...timestamps(),
}, (t) => [
  // What is under a post names its gym too, and cannot mix two gyms up.
  unique('posts_id_gym_id_unique').on(t.id, t.gym_id),
  // The feed.
  index('posts_feed_index').on(
    t.gym_id,
    t.published_at.desc().nullsFirst(),
    t.id.desc().nullsFirst(),
  ).where(
    sql`${t.published_at} is not null and ${t.removed_at} is null and ${t.deleted_at} is null`,
  ),
  newestFirstIndex('posts_author_id_index', t, t.author_id),
  // What staff took down.
  newestFirstIndex('posts_removed_index', t, t.gym_id)
    .where(sql`${t.removed_at} is not null`),
  index('posts_removed_by_index').on(t.removed_by),
  index('posts_search_index').using('gin', t.audience, t.search_vector),
  // What has been kept long enough.
  index('posts_deleted_at_index').on(t.deleted_at).where(sql`${t.deleted_at} is not null`),
  index('posts_removed_at_index').on(t.removed_at).where(sql`${t.removed_at} is not null`),
  postTitle.check('posts_title_check', t.title),
  postBody.check('posts_body_check', t.body),
  postLanguages.check('posts_language_check', t.language),
  moderationReason.check('posts_removed_reason_check', t.removed_reason),
  check(
    'posts_removed_check',
    sql`(${t.removed_at} is null) = (${t.removed_reason} is null)`,
  ),
  ...instants(
    ...[t.published_at, t.edited_at, t.deleted_at, t.removed_at, t.created_at, t.updated_at],
  ),
  selectPolicy(
    'posts_select_members_author_or_staff',
    or(
      and(
        inGymOfPersons(t.gym_id),
        sql`${t.published_at} <= now()`,
        isNull(t.removed_at),
        isNull(t.deleted_at),
      ),
      ownRow(t.author_id),
      and(
        inGym(t.gym_id, 'INSTRUCTOR', 'MANAGER'),
        isNotNull(t.published_at),
        isNull(t.deleted_at),
      ),
    )!,
  ),
  insertPolicy(
    'posts_insert_member',
    and(
      ownRow(t.author_id),
      inGym(t.gym_id, 'STUDENT', 'INSTRUCTOR', 'MANAGER'),
      isNull(t.edited_at),
      isNull(t.deleted_at),
      isNull(t.removed_at),
      isNull(t.removed_by),
    )!,
  ),
  // Who left the gym may still delete what they wrote there.
  updatePolicy(
    'posts_update_author',
    and(ownRow(t.author_id), isNull(t.removed_at), isNull(t.deleted_at))!,
    or(inGym(t.gym_id, 'STUDENT', 'INSTRUCTOR', 'MANAGER'), isNotNull(t.deleted_at))!,
  ),
]).enableRLS();

export const postsGrants = grants(posts, {
  authenticated: {
    select: true,
    insert: true,
    update: ['title', 'body', 'language', 'published_at', 'deleted_at'],
  },
});

const reworded = '(old.title, old.body) is distinct from (new.title, new.body)';

export const postsTriggers = triggers(posts, 'touch', 'stamp', {
  // An earlier text is kept with its author's name on it, and the author comes before the post.
  name: 'hold_caller',
  before: ['update'],
  each: 'statement',
  run: 'private.hold_caller_first',
}, {
  name: 'guard_publication',
  before: ['insert', 'update'],
  of: ['published_at'],
  run: 'private.guard_publication',
}, {
  name: 'index',
  before: ['insert', 'update'],
  of: ['title', 'body', 'language', 'search_vector'],
  run: 'private.index_post',
}, {
  name: 'note_edit',
  before: ['update'],
  when: `${reworded} and old.published_at <= now()`,
  run: 'private.note_edit',
}, {
  name: 'note_deletion',
  before: ['update'],
  of: ['deleted_at'],
  run: 'private.note_deletion',
}, {
  name: 'keep_edit',
  after: ['update'],
  of: ['title', 'body'],
  when: `${reworded} and old.published_at <= now()`,
  run: 'private.keep_edit',
}, {
  name: 'hide_comments',
  after: ['update'],
  of: ['deleted_at', 'removed_at'],
  when: 'num_nonnulls(new.deleted_at, new.removed_at) > 0',
  run: 'private.hide_comments',
}, {
  name: 'drop_edits',
  after: ['update'],
  of: ['deleted_at'],
  when: 'new.deleted_at is not null',
  run: 'private.drop_edits',
});

export const postsPersonal = personalData(posts, {
  author_id: { export: 'posts', erase: { delete: erasedPosts } },
  removed_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['removed_by'], gone: 'that you took down what others wrote' },
  },
});

export const postsRetention = retention(posts, {
  what: 'posts that their author deleted, with what was said under them',
  days: 30,
  since: posts.deleted_at,
  why: 'a slip of the finger can be asked about for a while',
}, {
  what: 'posts that staff took down, with what was said under them',
  days: 365,
  since: posts.removed_at,
  why: 'the author may ask why, and the gym may have to answer',
});
