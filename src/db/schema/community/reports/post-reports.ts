import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ownRow, selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { comments } from '../comments/comments.ts';
import { moderationReason, posts } from '../posts/posts.ts';

export const reportStates = choices('open', 'dismissed', 'upheld');

export const reportMachine = stateMachine(reportStates, {
  initial: 'open',
  legal: { open: ['dismissed', 'upheld'], dismissed: [], upheld: [] },
});

/**
 * That somebody thinks a post or a comment should not be there. They see their own reports and nobody
 * else's; staff are told what was reported and why, never by whom (`private.gym_reports`).
 */
export const postReports = pgTable('post_reports', {
  id: id(),
  gym_id: uuid().notNull(),
  post_id: uuid().notNull(),
  /** Null: the post itself. */
  comment_id: uuid(),
  reporter_id: uuid().notNull().references(() => users.id),
  reason: text().notNull(),
  state: reportStates.column().notNull().default('open'),
  decided_by: uuid().references(() => users.id),
  decided_at: instant(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'post_reports_post_id_gym_id_fkey',
    columns: [t.post_id, t.gym_id],
    foreignColumns: [posts.id, posts.gym_id],
  }).onDelete('cascade'),
  foreignKey({
    name: 'post_reports_comment_id_post_id_fkey',
    columns: [t.comment_id, t.post_id],
    foreignColumns: [comments.id, comments.post_id],
  }).onDelete('cascade'),
  unique('post_reports_once').on(t.reporter_id, t.post_id, t.comment_id).nullsNotDistinct(),
  newestFirstIndex('post_reports_reporter_id_index', t, t.reporter_id),
  newestFirstIndex('post_reports_gym_id_index', t, t.gym_id, t.state),
  index('post_reports_post_id_index').on(t.post_id, t.gym_id),
  index('post_reports_comment_id_index').on(t.comment_id, t.post_id),
  index('post_reports_decided_by_index').on(t.decided_by),
  // What has been kept long enough.
  index('post_reports_decided_at_index').on(t.decided_at)
    .where(sql`${t.decided_at} is not null`),
  moderationReason.check('post_reports_reason_check', t.reason),
  reportStates.check('post_reports_state_check', t.state),
  check('post_reports_decided_check', sql`(${t.state} = 'open') = (${t.decided_at} is null)`),
  ...instants(t.decided_at, t.created_at, t.updated_at),
  selectPolicy('post_reports_select_own', ownRow(t.reporter_id)),
]).enableRLS();

export const postReportsGrants = grants(postReports, { authenticated: { select: true } });

export const postReportsTriggers = triggers(postReports, 'touch', reportMachine.trigger('state'));

export const postReportsPersonal = personalData(postReports, {
  reporter_id: { export: 'post_reports', erase: { delete: 'what you reported' } },
  decided_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['decided_by'], gone: 'that you decided about reports' },
  },
});

export const postReportsRetention = retention(postReports, {
  what: 'reports of posts and comments that staff decided',
  days: 365,
  since: postReports.decided_at,
  why: 'whoever reported may ask what came of it',
});
