import { and, isNull } from 'drizzle-orm';
import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instants, textOf } from '../../../../declare/bounds.ts';
import { grants } from '../../../../declare/grants.ts';
import {
  inGym,
  inGymOfPersons,
  insertPolicy,
  selectPolicy,
  updatePolicy,
} from '../../../../declare/policies.ts';
import { triggers } from '../../../../declare/triggers.ts';
import { newestFirstIndex } from '../../../../keyset.ts';
import { gyms } from '../../../academy/gyms.ts';
import { id, instant, timestamps } from '../../../columns.ts';
import { termChecks, terms } from './terms.ts';

export const planName = textOf(80);

/**
 * What a gym asks of its members for training. Its managers write it and its members read it. A change
 * of its terms is for who begins later (`private.open_dues_account` copies them); what is archived
 * nobody begins any more.
 */
export const duesPlans = pgTable('dues_plans', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  name: text().notNull(),
  ...terms(),
  archived_at: instant(),
  ...timestamps(),
}, (t) => [
  // With it a foreign key: an account is of a plan of its own gym.
  unique('dues_plans_of_gym').on(t.id, t.gym_id),
  newestFirstIndex('dues_plans_gym_id_index', t, t.gym_id),
  planName.check('dues_plans_name_check', t.name),
  ...termChecks('dues_plans', t),
  ...instants(t.archived_at, t.created_at, t.updated_at),
  selectPolicy('dues_plans_select_members', inGymOfPersons(t.gym_id)),
  insertPolicy(
    'dues_plans_insert_manager',
    and(inGym(t.gym_id, 'MANAGER'), isNull(t.archived_at))!,
  ),
  updatePolicy(
    'dues_plans_update_manager',
    inGym(t.gym_id, 'MANAGER'),
    inGym(t.gym_id, 'MANAGER'),
  ),
]).enableRLS();

export const duesPlansGrants = grants(duesPlans, {
  authenticated: {
    select: true,
    insert: true,
    update: ['name', 'price', 'person_price', 'punches', 'valid_days', 'archived_at'],
  },
  service_role: { select: true },
});

export const duesPlansTriggers = triggers(duesPlans, 'touch', 'stamp', {
  name: 'guard_archived',
  before: ['update'],
  run: 'private.guard_dues_plan',
});
