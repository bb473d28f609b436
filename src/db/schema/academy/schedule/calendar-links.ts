import { and, isNull, sql } from 'drizzle-orm';
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, patternOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { insertPolicy, ownOrInGym, selectPolicy, updatePolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';

/** SHA-256 in hexadecimal. */
const tokenHash = patternOf(/^[0-9a-f]{64}$/);

/**
 * A link under which a calendar program reads a schedule without signing in: a person's own, with the
 * classes of their gyms, or a gym's. Whoever has the link has the schedule, so it can be revoked; of
 * its secret only a hash is kept. That is unique by itself: it is all a request brings.
 */
export const calendarLinks = pgTable('calendar_links', {
  id: id(),
  user_id: uuid().references(() => users.id),
  gym_id: uuid().references(() => gyms.id),
  token_hash: text().notNull().unique(),
  revoked_at: instant(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('calendar_links_user_id_index', t, t.user_id),
  newestFirstIndex('calendar_links_gym_id_index', t, t.gym_id),
  check('calendar_links_whose_check', sql`num_nonnulls(${t.user_id}, ${t.gym_id}) = 1`),
  tokenHash.check('calendar_links_token_hash_check', t.token_hash),
  ...instants(t.revoked_at, t.created_at, t.updated_at),
  selectPolicy('calendar_links_select_own_or_manager', ownOrInGym(t.user_id, t.gym_id, 'MANAGER')),
  insertPolicy(
    'calendar_links_insert_own_or_manager',
    and(ownOrInGym(t.user_id, t.gym_id, 'MANAGER'), isNull(t.revoked_at))!,
  ),
  updatePolicy(
    'calendar_links_update_own_or_manager',
    ownOrInGym(t.user_id, t.gym_id, 'MANAGER'),
    ownOrInGym(t.user_id, t.gym_id, 'MANAGER'),
  ),
]).enableRLS();

export const calendarLinksGrants = grants(calendarLinks, {
  authenticated: {
    select: ['id', 'user_id', 'gym_id', 'revoked_at', 'created_at', 'updated_at'],
    insert: true,
    update: ['revoked_at'],
  },
});

export const calendarLinksTriggers = triggers(calendarLinks, 'touch', 'stamp', {
  name: 'guard_revocation',
  before: ['update'],
  of: ['revoked_at'],
  run: 'private.guard_calendar_revocation',
});

export const calendarLinksPersonal = personalData(calendarLinks, {
  user_id: { export: 'calendar_links', erase: { delete: 'calendar links' } },
});

export const calendarLinksRetention = retention(calendarLinks, {
  what: 'revoked calendar links',
  days: 90,
  since: calendarLinks.revoked_at,
  why: 'they open nothing; for a while one may want to see that there were some',
});
