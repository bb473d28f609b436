import { foreignKey, index, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices, type ValueOf } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ownRow, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { createdAt, id } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { posts } from '../posts/posts.ts';

/** What one can say of a post without words; each once. */
export const reactionKinds = choices('like', 'love', 'applause', 'oss');
export type ReactionKind = ValueOf<typeof reactionKinds>;

/**
 * One person's reactions to posts. Everyone sees how many there are (`post_stats`), and of people only
 * themselves. `private.react` alone writes them, which holds the post.
 */
export const postReactions = pgTable('post_reactions', {
  id: id(),
  gym_id: uuid().notNull(),
  post_id: uuid().notNull(),
  user_id: uuid().notNull().references(() => users.id),
  kind: reactionKinds.column().notNull(),
  ...createdAt(),
}, (t) => [
  foreignKey({
    name: 'post_reactions_post_id_gym_id_fkey',
    columns: [t.post_id, t.gym_id],
    foreignColumns: [posts.id, posts.gym_id],
  }).onDelete('cascade'),
  unique('post_reactions_once').on(t.user_id, t.post_id, t.kind),
  index('post_reactions_post_id_index').on(t.post_id, t.gym_id),
  index('post_reactions_gym_id_index').on(t.gym_id),
  reactionKinds.check('post_reactions_kind_check', t.kind),
  ...instants(t.created_at),
  selectPolicy('post_reactions_select_own', ownRow(t.user_id)),
]).enableRLS();

export const postReactionsGrants = grants(postReactions, { authenticated: { select: true } });

export const postReactionsTriggers = triggers(postReactions, {
  name: 'count',
  after: ['insert', 'delete'],
  run: 'private.count_reaction',
});

export const postReactionsPersonal = personalData(postReactions, {
  user_id: { export: 'post_reactions', erase: { delete: 'reactions to posts' } },
});
