import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instants, textUpTo } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { ofPersonsOrInGym, selectPolicy } from '../../../declare/policies.ts';
import { retention } from '../../../declare/retention.ts';
import { createdAt, id } from '../../columns.ts';
import { users } from '../../identity/users.ts';
import { gyms } from '../gyms.ts';
import { classes } from '../schedule/classes.ts';
import { frontDesks } from './front-desks.ts';

/** By what somebody is known at a front desk. */
export const deskMethods = choices('pin', 'code');

/** What came of it. Who is refused by the rules of check-ins has the code of the refusal beside it. */
export const deskOutcomes = choices(
  'present',
  'waiting',
  'refused',
  'not_a_member',
  'wrong_pin',
  'wrong_code',
  'code_used',
  'code_expired',
);

const reasonCode = textUpTo(64);

/**
 * What happened at front desks: who was checked in, and every wrong try, from which the locks follow
 * (`private.front_desk_lock`). What comes while something is locked is not looked at and leaves
 * nothing, so the log grows no faster than people can check in.
 */
export const frontDeskEvents = pgTable('front_desk_events', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  front_desk_id: uuid().notNull().references(() => frontDesks.id),
  /** Null where a wrong try named nobody. */
  user_id: uuid().references(() => users.id),
  class_id: uuid().notNull().references(() => classes.id),
  method: deskMethods.column().notNull(),
  outcome: deskOutcomes.column().notNull(),
  /** The code of the refusal, of one by the rules of check-ins. */
  reason: text(),
  ...createdAt(),
}, (t) => [
  newestFirstIndex('front_desk_events_gym_id_index', t, t.gym_id),
  newestFirstIndex('front_desk_events_front_desk_id_index', t, t.front_desk_id),
  newestFirstIndex('front_desk_events_user_id_index', t, t.user_id),
  index('front_desk_events_class_id_index').on(t.class_id),
  deskMethods.check('front_desk_events_method_check', t.method),
  deskOutcomes.check('front_desk_events_outcome_check', t.outcome),
  reasonCode.check('front_desk_events_reason_check', t.reason),
  ...instants(t.created_at),
  selectPolicy(
    'front_desk_events_select_own_or_manager',
    ofPersonsOrInGym(t.user_id, t.gym_id, 'MANAGER'),
  ),
]).enableRLS();

export const frontDeskEventsGrants = grants(frontDeskEvents, { authenticated: { select: true } });

export const frontDeskEventsPersonal = personalData(frontDeskEvents, {
  user_id: {
    export: 'front_desk_events',
    erase: { clear: ['user_id'], gone: 'that it was you who stood at front desks' },
  },
});

export const frontDeskEventsRetention = retention(frontDeskEvents, {
  what: 'events of front desks',
  days: 90,
  since: frontDeskEvents.created_at,
  why: 'who was there stands in the check-ins; how they said so is asked about for a while',
});
