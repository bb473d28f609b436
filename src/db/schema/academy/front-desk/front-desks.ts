import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, patternOf, textOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { inGym, selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';

export const frontDeskName = textOf(60);
/** SHA-256 in hexadecimal. */
const tokenHash = patternOf(/^[0-9a-f]{64}$/);

/**
 * A device that a manager let in for one gym: it shows today's classes and checks members in, and is
 * nobody to everything else. Written by functions; of its token only a hash is kept, which is unique
 * by itself: it is all that a request brings.
 */
export const frontDesks = pgTable('front_desks', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  name: text().notNull(),
  token_hash: text().notNull().unique(),
  created_by: uuid().references(() => users.id),
  /** To the minute. */
  last_seen_at: instant(),
  revoked_at: instant(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('front_desks_gym_id_index', t, t.gym_id),
  index('front_desks_created_by_index').on(t.created_by),
  frontDeskName.check('front_desks_name_check', t.name),
  tokenHash.check('front_desks_token_hash_check', t.token_hash),
  ...instants(t.last_seen_at, t.revoked_at, t.created_at, t.updated_at),
  selectPolicy('front_desks_select_manager', inGym(t.gym_id, 'MANAGER')),
]).enableRLS();

export const frontDesksGrants = grants(frontDesks, {
  authenticated: {
    select: [
      ...['id', 'gym_id', 'name', 'created_by', 'last_seen_at', 'revoked_at'] as const,
      ...['created_at', 'updated_at'] as const,
    ],
  },
});

export const frontDesksTriggers = triggers(frontDesks, 'touch');

export const frontDesksPersonal = personalData(frontDesks, {
  created_by: {
    export: { not: 'It is about a device of the gym.' },
    erase: { clear: ['created_by'], gone: 'that you let devices in at the gyms' },
  },
});

export const frontDesksRetention = retention(frontDesks, {
  what: 'revoked front desks',
  // Longer than their events, which refer to them.
  days: 180,
  since: frontDesks.revoked_at,
  why: 'what they did is told with their name for as long as it is kept',
});
