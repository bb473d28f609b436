import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../declare/bounds.ts';
import { choices } from '../../declare/choice.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import { deletePolicy, ownRow, selectPolicy } from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, timestamps } from '../columns.ts';
import { users } from './users.ts';

/** What a device runs. */
export const platforms = choices('ios', 'android', 'web');

export const pushToken = textOf(500);

/**
 * A device that can be notified. The token belongs to the device, not to the person, so signing in
 * on it moves the row; `private.register_push_token` does that, since row security would hide it.
 */
export const pushTokens = pgTable('push_tokens', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  token: text().notNull().unique(),
  /** Null for a token that was imported, until its app has called. */
  platform: platforms.column(),
  last_seen_at: instant().notNull().defaultNow(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('push_tokens_user_id_index', t, t.user_id),
  platforms.check('push_tokens_platform_check', t.platform),
  pushToken.check('push_tokens_token_check', t.token),
  ...instants(t.last_seen_at, t.created_at, t.updated_at),
  selectPolicy('push_tokens_select_own', ownRow(t.user_id)),
  deletePolicy('push_tokens_delete_own', ownRow(t.user_id)),
]).enableRLS();

export const pushTokensGrants = grants(pushTokens, {
  authenticated: { select: true, delete: true },
});

export const pushTokensTriggers = triggers(pushTokens, 'touch');

export const pushTokensPersonal = personalData(pushTokens, {
  user_id: { export: 'push_tokens', erase: { delete: 'devices' } },
});
