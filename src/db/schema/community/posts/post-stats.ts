import { foreignKey, index, integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { integerFrom } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { jsonObjectOf } from '../../../declare/json-bounds.ts';
import { inGymOfPersons, selectPolicy } from '../../../declare/policies.ts';
import { posts } from './posts.ts';

const count = integerFrom(0);

/**
 * How many comments and reactions a post has, kept by triggers, so that a feed counts nothing. Beside
 * the post and not in it: a reaction makes no new version of the words, and does not wait for others
 * who hold the post.
 */
export const postStats = pgTable('post_stats', {
  post_id: uuid().primaryKey(),
  gym_id: uuid().notNull(),
  comments: integer().notNull().default(0),
  /** By kind; a kind that nobody chose is not there. */
  reactions: jsonb().$type<Record<string, number>>().notNull().default({}),
}, (t) => [
  foreignKey({
    name: 'post_stats_post_id_gym_id_fkey',
    columns: [t.gym_id, t.post_id],
    foreignColumns: [posts.gym_id, posts.id],
  }).onDelete('cascade'),
  index('post_stats_gym_id_index').on(t.gym_id, t.post_id),
  count.check('post_stats_comments_check', t.comments),
  jsonObjectOf(1024).check('post_stats_reactions_check', t.reactions),
  selectPolicy('post_stats_select_members', inGymOfPersons(t.gym_id)),
]).enableRLS();

export const postStatsGrants = grants(postStats, { authenticated: { select: true } });
