import { and, isNull, sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../declare/bounds.ts';
import { grants } from '../../declare/grants.ts';
import { newestFirstIndex } from '../../keyset.ts';
import { personalData } from '../../declare/personal-data.ts';
import {
  insertPolicy,
  ofPersons,
  ofPersonsOrInGym,
  selectPolicy,
  updatePolicy,
} from '../../declare/policies.ts';
import { triggers } from '../../declare/triggers.ts';
import { id, instant, legacyId, timestamps } from '../columns.ts';
import { users } from '../identity/users.ts';
import { memberRoles } from '../platform/member-roles.ts';
import { roles } from '../platform/roles.ts';
import { gyms } from './gyms.ts';

/** The number by which a gym knows a member in lists of its own. */
export const externalRef = textOf(40);

/**
 * A person in a gym: pending until a manager decides, and in effect while approved and not left.
 * Everything a caller may see of a gym hangs on these rows (`private.gym_ids`). Row security says
 * whose row may change; the trigger `memberships_guard_update` says which change is legal.
 */
export const memberships = pgTable('memberships', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  gym_id: uuid().notNull().references(() => gyms.id),
  role: memberRoles.column().notNull().default('STUDENT')
    .references(() => roles.id),
  approved_at: instant(),
  denied_at: instant(),
  decided_by: uuid().references(() => users.id),
  left_at: instant(),
  external_ref: text(),
  /** What counts: decided for, and not left. */
  in_effect: boolean().notNull().generatedAlwaysAs(
    sql`approved_at is not null and left_at is null`,
  ),
  ...legacyId(),
  ...timestamps(),
}, (t) => [
  unique('memberships_user_id_gym_id_unique').on(t.user_id, t.gym_id),
  uniqueIndex('memberships_external_ref_unique').on(t.gym_id, t.external_ref)
    .where(sql`${t.external_ref} is not null`),
  newestFirstIndex('memberships_gym_id_index', t, t.gym_id),
  index('memberships_decided_by_index').on(t.decided_by),
  index('memberships_role_index').on(t.role),
  check('memberships_decision_check', sql`num_nonnulls(${t.approved_at}, ${t.denied_at}) <= 1`),
  memberRoles.check('memberships_role_check', t.role),
  externalRef.check('memberships_external_ref_check', t.external_ref),
  ...instants(t.approved_at, t.denied_at, t.left_at, t.created_at, t.updated_at),
  selectPolicy(
    'memberships_select_own_or_staff',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'INSTRUCTOR', 'MANAGER'),
  ),
  // A request to join: for oneself or one's child, as a student, undecided.
  insertPolicy(
    'memberships_insert_own',
    and(
      ofPersons(t.user_id),
      sql`${t.role} = 'STUDENT'`,
      isNull(t.approved_at),
      isNull(t.denied_at),
      isNull(t.decided_by),
      isNull(t.left_at),
      isNull(t.legacy_id),
      isNull(t.external_ref),
    )!,
  ),
  updatePolicy(
    'memberships_update_own_or_manager',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'MANAGER'),
    ofPersonsOrInGym(t.user_id, t.gym_id, 'MANAGER'),
  ),
]).enableRLS();

export const membershipsGrants = grants(memberships, {
  authenticated: {
    select: true,
    insert: true,
    update: ['role', 'approved_at', 'denied_at', 'decided_by', 'left_at'],
  },
});

export const membershipsTriggers = triggers(memberships, 'touch', 'stamp', {
  name: 'guard_update',
  before: ['update'],
  run: 'private.guard_membership_update',
}, {
  name: 'guard_gym_open',
  before: ['insert', 'update'],
  of: ['approved_at', 'left_at'],
  when: 'new.left_at is null',
  run: 'private.guard_gym_open',
}, {
  name: 'audit_role',
  after: ['update'],
  of: ['role'],
  when: 'old.role <> new.role',
  run: 'private.audit_role',
});

export const membershipsPersonal = personalData(memberships, {
  user_id: {
    export: 'memberships',
    erase: {
      clear: ['external_ref'],
      gone: "the gyms' own numbers for you",
      ends: 'left_at',
      kept: {
        what: 'memberships, without a name',
        why: "the gyms' own records stay countable",
      },
    },
  },
  decided_by: {
    export: { not: 'It is about other members.' },
    erase: {
      keep: {
        what: 'that you decided about other members, without a name',
        why: "the gyms' own records stay traceable",
      },
    },
  },
});
