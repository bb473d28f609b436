import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, patternOf } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { emailAddress } from '../../../declare/person-bounds.ts';
import { inGym, selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { guardianRelations } from '../../identity/family/guardianships.ts';
import { users } from '../../identity/users.ts';
import { memberRoles } from '../../platform/member-roles.ts';
import { gyms } from '../gyms.ts';

/** SHA-256 in hex of what stands in the invitation's link. */
export const tokenHash = patternOf(/^[0-9a-f]{64}$/);

/**
 * A gym's invitation to whoever has an email address, verified. Without a record it lets somebody new
 * in; with one they claim it, or, where `relation` says so, become its guardian. Written by
 * functions; it is used once, and ends by itself.
 */
export const invitations = pgTable('invitations', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  user_id: uuid().references(() => users.id),
  email: text().notNull(),
  /** Of somebody new; a record has its role. */
  role: memberRoles.column(),
  /** What the invited is to the child whose record it is. */
  relation: guardianRelations.column(),
  token_hash: text().notNull().unique(),
  /** Who invites; they must still be a manager when it is accepted. */
  created_by: uuid().references(() => users.id),
  expires_at: instant().notNull(),
  accepted_by: uuid().references(() => users.id),
  accepted_at: instant(),
  revoked_at: instant(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('invitations_gym_id_index', t, t.gym_id),
  index('invitations_user_id_index').on(t.user_id),
  index('invitations_created_by_index').on(t.created_by),
  index('invitations_accepted_by_index').on(t.accepted_by),
  emailAddress.check('invitations_email_check', t.email),
  memberRoles.check('invitations_role_check', t.role),
  guardianRelations.check('invitations_relation_check', t.relation),
  tokenHash.check('invitations_token_hash_check', t.token_hash),
  check('invitations_whom_check', sql`(${t.user_id} is null) = (${t.role} is not null)`),
  check('invitations_child_check', sql`${t.relation} is null or ${t.user_id} is not null`),
  check('invitations_end_check', sql`num_nonnulls(${t.accepted_at}, ${t.revoked_at}) <= 1`),
  ...instants(t.expires_at, t.accepted_at, t.revoked_at, t.created_at, t.updated_at),
  selectPolicy('invitations_select_manager', inGym(t.gym_id, 'MANAGER')),
]).enableRLS();

export const invitationsGrants = grants(invitations, { authenticated: { select: true } });

export const invitationsTriggers = triggers(invitations, 'touch');

export const invitationsPersonal = personalData(invitations, {
  user_id: {
    export: { not: 'It is the gym that invites, and knows whom.' },
    erase: { delete: 'invitations to your record' },
  },
  accepted_by: {
    export: { not: 'What came of it is in your memberships.' },
    erase: { delete: 'invitations that you accepted' },
  },
  created_by: {
    export: { not: 'It is about other members.' },
    erase: { clear: ['created_by'], gone: 'that you invited others' },
  },
});

export const invitationsRetention = retention(invitations, {
  what: 'invitations',
  days: 90,
  since: invitations.expires_at,
  why: 'what came of them is in the memberships; an address that never came is of no use',
});
