import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ofPersonsOrInGym, selectPolicy } from '../../../declare/policies.ts';
import { triggers } from '../../../declare/triggers.ts';
import { gyms } from '../../academy/gyms.ts';
import { memberships } from '../../academy/memberships.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { users } from '../../identity/users.ts';

/**
 * From when until when somebody was a member of a gym: a row each time. A membership itself is one row,
 * which forgets that somebody was away when they come back; how many a gym had in March hangs on it.
 * Nobody writes rows but a trigger on `memberships`.
 */
export const membershipPeriods = pgTable('membership_periods', {
  id: id(),
  user_id: uuid().notNull().references(() => users.id),
  gym_id: uuid().notNull().references(() => gyms.id),
  began_at: instant().notNull(),
  /** Null while they are a member. */
  ended_at: instant(),
  ...timestamps(),
}, (t) => [
  foreignKey({
    name: 'membership_periods_membership_fkey',
    columns: [t.user_id, t.gym_id],
    foreignColumns: [memberships.user_id, memberships.gym_id],
  }),
  uniqueIndex('membership_periods_open_unique').on(t.user_id, t.gym_id)
    .where(sql`${t.ended_at} is null`),
  index('membership_periods_user_id_index').on(t.user_id, t.gym_id),
  // Whoever was a member of a gym by some time.
  index('membership_periods_gym_id_index').on(t.gym_id, t.began_at),
  check('membership_periods_order_check', sql`${t.ended_at} >= ${t.began_at}`),
  ...instants(t.began_at, t.ended_at, t.created_at, t.updated_at),
  selectPolicy(
    'membership_periods_select_own_or_manager',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'MANAGER'),
  ),
]).enableRLS();

export const membershipPeriodsGrants = grants(membershipPeriods, {
  authenticated: { select: true },
  service_role: { select: true },
});

export const membershipPeriodsTriggers = triggers(membershipPeriods, 'touch');

/** Whoever is let in, leaves or comes back. */
export const membershipPeriodsOfMemberships = triggers(memberships, {
  name: 'follow_periods',
  after: ['insert', 'update'],
  of: ['approved_at', 'left_at'],
  run: 'private.follow_membership',
});

export const membershipPeriodsPersonal = personalData(membershipPeriods, {
  user_id: {
    export: 'membership_periods',
    erase: {
      keep: {
        what: 'when you were a member of gyms, without a name',
        why: "the gyms' own records stay countable",
      },
      ends: 'ended_at',
    },
  },
});
